"""What the desk does when news travels up; each receiver may be called twice without harm."""

from __future__ import annotations

from integrations.desk.acted import tell
from integrations.signals import delivery_settled

delivery_settled.connect(tell, dispatch_uid="desk.acted")
