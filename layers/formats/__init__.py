"""Readers and writers of formats: what knows a format's columns is in one file."""
