# Thaw in a container: docker build -t thaw . && docker run --read-only --tmpfs /tmp -v thaw:/data thaw
# compose.yaml beside this file runs it with all that belongs to it; README.md says how.

FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
# The libraries come first, so that a change of the program alone does not fetch them again.
COPY requirements.lock requirements-build.lock ./
RUN python -m venv --without-pip /opt/thaw \
 && python -m pip --python /opt/thaw/bin/python install \
      --no-deps --require-hashes --only-binary :all: --requirement requirements.lock \
 && python -m venv /opt/builder \
 && /opt/builder/bin/pip install \
      --no-deps --require-hashes --only-binary :all: --requirement requirements-build.lock
COPY pyproject.toml README.md config.yaml ./
COPY service service
COPY migrations migrations
RUN /opt/builder/bin/pip wheel --no-deps --no-build-isolation --no-index --wheel-dir /wheels . \
 && python -m pip --python /opt/thaw/bin/python install --no-deps --no-index /wheels/thaw-*.whl
# It reads every pack, and keeps them as read where the program that runs may not write.
RUN /opt/thaw/bin/thaw packs test

FROM python:3.13-slim
LABEL org.opencontainers.image.title="Thaw" \
      org.opencontainers.image.description="Watches news feeds for steps of normalization"
COPY --from=build /opt/thaw /opt/thaw
COPY config.yaml /etc/thaw/config.yaml
# `data/` in a configuration means the volume here too.
RUN install --directory --owner=10001 --group=10001 --mode=0750 /data && ln -s /data /etc/thaw/data
ENV PATH=/opt/thaw/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    THAW_CONFIG=/etc/thaw/config.yaml \
    THAW_DATABASE=sqlite:////data/thaw.db
USER 10001:10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=10s --start-period=120s --retries=3 CMD ["thaw", "health"]
ENTRYPOINT ["thaw"]
CMD ["run"]
