"""Tests of pure modules."""
