"""The sample edition, written by the project, and the server that serves it on loopback."""

from tapestory.demo.sample_run import SAMPLE_NOW, DemoResult, run_demo
from tapestory.demo.server import FolderServer

__all__ = ["SAMPLE_NOW", "DemoResult", "FolderServer", "run_demo"]
