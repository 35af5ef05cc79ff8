package dev.freehold.file;

/**
 * Something of an export that is not taken over.
 *
 * @param path a file, or a folder with everything below it
 * @param reason one phrase for the receipt
 */
public record LeftOut(String path, String reason) {}
