"""What a mail says → its bytes → a server, a program or a folder that takes them over."""

from tapestory.mailing.letter import Letter, letter_bytes, message_id
from tapestory.mailing.mailers.interface import Mailer

__all__ = ["Letter", "Mailer", "letter_bytes", "message_id"]
