"""Tests of rule kinds."""
