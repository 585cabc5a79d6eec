FROM python:3.11-slim-bookworm

# What the PDF renderer needs of the system.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONUNBUFFERED=1 DATA_DIR=/srv/data FILES_DIR=/srv/files
RUN useradd --system --no-create-home portal
WORKDIR /srv/portal

COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.txt

COPY manage.py LICENSE ./
COPY mla_portal mla_portal
COPY contacts contacts
COPY templates_app templates_app
COPY requests_app requests_app
COPY templates templates
COPY locale locale
COPY static static

# Nothing is connected to here; the values only have to be there.
RUN python -m compileall -q . \
    && python -m mla_portal.local.translations \
    && SECRET_KEY=0123456789012345678901234567890123456789 FILE_KEYS=k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= \
       DATABASE_URL=postgresql://build/none REDIS_URL=redis://build/0 \
       python manage.py collectstatic --noinput

# A volume that is mounted here takes over whose it is.
RUN install -d -o portal -m 700 /srv/files
USER portal
EXPOSE 8000
CMD ["gunicorn", "mla_portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--max-requests", "2000", "--max-requests-jitter", "200", \
     "--access-logfile", "-", "--no-control-socket"]
