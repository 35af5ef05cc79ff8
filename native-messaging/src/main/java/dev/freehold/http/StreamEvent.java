package dev.freehold.http;

/** One event of {@code text/event-stream}, its data as the text that was sent. */
public record StreamEvent(String id, String type, String data) {}
