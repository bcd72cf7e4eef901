"""How a build does its work: each thing once, no more than is asked for, on every processor."""

from ..registration import register as register
