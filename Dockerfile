# The portal as an image: one for the web, the worker, the timetable and the migrations.

FROM node:22-bookworm-slim AS front-end
WORKDIR /portal
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts

FROM python:3.11-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 UV_NO_CACHE=1 UV_COMPILE_BYTECODE=1
WORKDIR /build
COPY requirements.txt requirements-setup.txt ./
RUN python -m venv /venv \
    && /venv/bin/pip install --quiet --require-hashes -r requirements-setup.txt \
    && /venv/bin/uv pip sync --python /venv/bin/python --require-hashes requirements.txt

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Partnership Portal" org.opencontainers.image.licenses="MIT"
# Debian's security updates are wanted, so no version is pinned.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /portal --shell /usr/sbin/nologin portal \
    && install -d -o portal -g portal /data /data/media

ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PORTAL_VAR=/data \
    MEDIA_ROOT=/data/media \
    STATIC_ROOT=/portal/var/static \
    HOST=0.0.0.0 \
    PORT=8000

WORKDIR /portal
COPY --from=packages /venv /venv
COPY . .
COPY --from=front-end /portal/node_modules node_modules
# Static files are named by their content when the image is made; the key here signs nothing that is kept.
RUN python -m design.build \
    && SECRET_KEY=of-the-build-only PORTAL_VAR=/tmp/build python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf node_modules /tmp/build

USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=12s --start-period=30s --retries=3 CMD ["python", "-m", "bin.health", "web"]
CMD ["python", "-m", "config.serve"]
