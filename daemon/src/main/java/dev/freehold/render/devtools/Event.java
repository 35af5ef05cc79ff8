package dev.freehold.render.devtools;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a browser says without being asked.
 *
 * @param session whose page it is of; empty for the browser's own
 * @param method {@code Page.frameNavigated}
 */
public record Event(String session, String method, JsonNode params) {}
