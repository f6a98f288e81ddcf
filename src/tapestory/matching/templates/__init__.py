"""Headlines that are printed in the same form again and again → what each one is about."""

from tapestory.matching.templates.compare import compatible
from tapestory.matching.templates.kinds import Template, Templated
from tapestory.matching.templates.recognise import templated

__all__ = ["Template", "Templated", "compatible", "templated"]
