"""A bar in a terminal, and nothing where nobody looks on."""

from __future__ import annotations

import sys
from typing import TextIO

_WIDTH = 30


class Progress:
    def __init__(self, title: str, out: TextIO | None = None) -> None:
        self._title = title
        self._out = sys.stderr if out is None else out
        self._shown = False

    def show(self, percent: float | None) -> None:
        """percent: 0 to 100, None when nobody knows"""
        if not self._out.isatty():
            return
        done = min(max(percent or 0.0, 0.0), 100.0)
        filled = round(_WIDTH * done / 100)
        self._out.write(f"\r{self._title} [{'#' * filled}{'.' * (_WIDTH - filled)}] {done:3.0f} %")
        self._out.flush()
        self._shown = True

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._out.write("\r\033[K")
            self._out.flush()
