"""The owner's look: colours, fonts, measure, logo and social links of `LOOK` and `SOCIAL`."""

from ..registration import register as register
