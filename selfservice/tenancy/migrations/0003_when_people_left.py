from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0002_links_and_ratings")]

    operations = [
        migrations.AddField("user", "left", models.DateTimeField(editable=False, null=True)),
    ]
