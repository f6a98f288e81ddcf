"""What every table of config.toml is made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Strict

Names = Annotated[tuple[str, ...], Strict(strict=False)]
"""A TOML array of texts."""


class Section(BaseModel):
    """A table whose keys are all known and whose values have the type they should have."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        # An error may quote a value only after we know that it is no secret.
        hide_input_in_errors=True,
    )
