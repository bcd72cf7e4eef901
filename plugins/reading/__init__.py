"""What helps to read a long text: its contents, the time it takes, code, tables, notes."""

from ..registration import register as register
