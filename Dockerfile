# One image for web, worker and scheduler; compose.yaml says which command each runs.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
    GLIBC_TUNABLES=glibc.malloc.arena_max=2:glibc.malloc.mmap_threshold=4194304:glibc.malloc.hugetlb=1
WORKDIR /portal
RUN useradd --system --uid 10001 --home-dir /portal portal \
    && install -d -o portal -m 700 /var/lib/portal

COPY requirements.lock ./
RUN pip install --require-hashes --only-binary :all: -r requirements.lock

COPY . .
# The values only let the settings load: nothing of them stays in the image.
RUN pybabel compile --directory locale --domain django \
    && DATABASE_URL=postgres:///build REDIS_URL=redis://build SECRET_KEY=build SITE_URL=https://build ALLOWED_HOSTS=build \
       ENCRYPTION_KEYS=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= EMAIL_URL=smtp://build DEFAULT_FROM_EMAIL=build@build \
       python manage.py collectstatic --noinput \
    && python -m compileall -q bkn_portal coaching mentoring

USER portal
# Without DATABASE_URL the image refuses to start: the demo, with its published password, is not for a server.
ENV PRODUCTION=yes
ENV VAR_DIR=/var/lib/portal BIND=0.0.0.0 PORT=8000
VOLUME /var/lib/portal
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-m", "bkn_portal.probe", "live"]
CMD ["gunicorn", "bkn_portal.wsgi"]
