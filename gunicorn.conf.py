"""How Gunicorn serves Sertakan; the reasons stand beside the settings."""

import os
from pathlib import Path

_DEMO = os.environ.get("SERTAKAN_DEMO", "") not in {"", "0"}
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - only a heartbeat, in a file without a name

wsgi_app = "wsgi:app"
chdir = str(Path(__file__).parent)

# A demo is for the person at this machine; a real deployment sits behind a proxy on another one.
bind = f"{os.environ.get('SERTAKAN_BIND') or ('127.0.0.1' if _DEMO else '0.0.0.0')}:{os.environ.get('PORT') or '8000'}"  # noqa: S104

# Pages wait for PostgreSQL about as long as they compute: few threads fill the gap, and each worker needs
# no more than that many connections. One slow phone occupies a thread and not a whole worker.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or max(2, os.cpu_count() or 1))
threads = 4
keepalive = 5

# A page that takes longer has failed; uploads are read by a child with its own limit.
timeout = 60
graceful_timeout = 3
# Leaks of any library end with the worker; the jitter keeps workers from leaving together.
max_requests = 20_000
max_requests_jitter = 2_000

# Each worker opens its own connections and reads the newest code after a reload.
preload_app = False

# Gunicorn 25 and later would otherwise write a socket into the home folder.
control_socket_disable = True
# The heartbeat must not wait for a disk.
worker_tmp_dir = str(_SHARED_MEMORY) if os.access(_SHARED_MEMORY, os.W_OK) else None

limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190

# One line per request, without query strings: they may carry what a person typed.
accesslog = None if _DEMO else "-"
access_log_format = '%(h)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
errorlog = "-"
loglevel = os.environ.get("SERTAKAN_LOG_LEVEL") or "warning"
