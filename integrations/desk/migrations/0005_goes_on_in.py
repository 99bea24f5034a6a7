import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0004_when_old_tickets_closed")]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="goes_on_in",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="desk.ticket",
            ),
        ),
    ]
