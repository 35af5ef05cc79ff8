package dev.freehold.deploy.prepare;

/**
 * The sources that a plan is about.
 *
 * @param tree git's id of the commit's root tree
 */
record Committed(String commit, String tree) {}
