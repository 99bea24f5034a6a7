"""Says when tickets from before were closed: their lifetime counts from that."""

from django.db import migrations
from django.db.models import F


def say_when(apps, schema_editor):
    closed = apps.get_model("desk", "Ticket").objects.filter(status="closed", closed=None)
    closed.update(closed=F("updated"), waiting_since=None)


class Migration(migrations.Migration):
    dependencies = [("desk", "0003_macros_for_every_shop")]

    operations = [migrations.RunPython(say_when, migrations.RunPython.noop, elidable=True)]
