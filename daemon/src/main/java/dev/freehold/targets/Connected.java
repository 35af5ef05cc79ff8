package dev.freehold.targets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.credential.Secret;
import java.util.Map;

/**
 * A place that was connected on this machine.
 *
 * @param name by which environments refer to it
 * @param address as its owner knows it
 * @param config what its owner said, by the names of the driver's fields
 * @param secrets the same of secret fields
 * @param state what the driver remembers of it
 */
public record Connected(
    String name,
    String kind,
    String address,
    Map<String, String> config,
    Map<String, Secret> secrets,
    JsonNode state) {}
