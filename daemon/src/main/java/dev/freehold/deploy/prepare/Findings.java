package dev.freehold.deploy.prepare;

import dev.freehold.check.Finding;
import java.util.List;

/** Output of every check step. */
public record Findings(List<Finding> findings) {}
