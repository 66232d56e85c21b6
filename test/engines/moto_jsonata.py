"""moto's Step Functions interpreter as a server, with its empty JSONata bridge wired to jsonata-python.

    python moto_jsonata.py PORT SERVICES_PORT

The server listens on 127.0.0.1:PORT. What a Task calls, DynamoDB and Lambda, it calls at 127.0.0.1:SERVICES_PORT. It
ends when its standard input does, so that it never outlives whoever started it.
"""

import logging
import os
import sys
import threading

from jsonata import Jsonata
from moto.core.config import default_user_config
from moto.server import main
from moto.stepfunctions.parser.asl.jsonata import jsonata as bridge
from moto.stepfunctions.parser.asl.utils import boto_client


def evaluate(expression):
    """The value of an expression that carries its own variables; None for null and for nothing."""
    try:
        return Jsonata(expression).evaluate(None)
    except Exception as problem:
        raise bridge.JSONataException("UNKNOWN", str(problem)) from problem


def end_with_input():
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    port, services_port = sys.argv[1:]
    bridge._eval_jsonata = evaluate
    boto_client.moto_server_port = lambda: services_port
    default_user_config["stepfunctions"]["execute_state_machine"] = True
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    threading.Thread(target=end_with_input, daemon=True).start()
    main(["--host", "127.0.0.1", "--port", port])
