package dev.freehold.host;

/** A problem in the words of the daemon's API: what happened, and what to do next. */
record Trouble(String code, String message, String remedy) {}
