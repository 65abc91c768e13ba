# docgen in a container: the service, its workers and the command line, as an ordinary user.
# docker build -t docgen . ; compose.yaml starts all that belongs to it.
FROM debian:12-slim

ENV LANG=C.UTF-8 PATH=/opt/docgen/.venv/bin:$PATH PYTHONUNBUFFERED=1
WORKDIR /opt/docgen

# The Debian packages are those of `make run`: one list for both.
COPY tools/debian tools/debian
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates python3 \
 && tools/debian python3 run \
 && rm -rf /var/lib/apt/lists/*

# Python packages as constraints.txt has them, as wheels: nothing of theirs is built or run here.
COPY pyproject.toml constraints.txt README.md ./
COPY docgen docgen
RUN python3 -m venv .venv \
 && .venv/bin/python -m pip install --no-cache-dir --only-binary :all: -c constraints.txt -e '.[scale]'

COPY templates templates
COPY samples samples

RUN useradd --system --uid 10001 --home-dir /var/lib/docgen --create-home docgen \
 && install --directory --owner=docgen --mode=0700 /var/lib/docgen/data /var/lib/docgen/store
USER docgen
ENV DOCGEN_DATA=/var/lib/docgen/data DOCGEN_STORE=/var/lib/docgen/store
VOLUME ["/var/lib/docgen/data", "/var/lib/docgen/store"]
EXPOSE 8000

HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
  CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8000/healthz"]
ENTRYPOINT ["docgen"]
# Others reach this address: it starts only with DOCGEN_AUTH=keys.
CMD ["serve", "--host", "0.0.0.0"]
