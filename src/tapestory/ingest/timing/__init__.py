"""What a publisher wishes and how a feed fares → when it is asked next."""
