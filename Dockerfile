# One image for every program of an installation; compose.yaml says which one runs.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/var/lib/selfservice
WORKDIR /srv/selfservice
RUN useradd --system --home-dir /var/lib/selfservice --create-home selfservice

COPY requirements-server.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements-server.txt

COPY manage.py ./
COPY selfservice selfservice
COPY flows flows
COPY integrations integrations
COPY classifier classifier
COPY templates templates

USER selfservice
EXPOSE 8000
# nginx stands before it and buffers bodies: granian alone can be held up by half-sent ones.
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "4", "selfservice.wsgi:application"]
