"""What articles say, without numbers, that prices did after the news had moved them."""
