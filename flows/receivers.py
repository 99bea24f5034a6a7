"""What flows does when news travels up; each receiver may be called twice without harm."""

from __future__ import annotations

from flows.runtime.settling import settle
from integrations.signals import delivery_settled

delivery_settled.connect(settle, dispatch_uid="flows.settle")
