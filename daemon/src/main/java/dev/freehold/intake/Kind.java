package dev.freehold.intake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.freehold.base.UserError;
import dev.freehold.file.ArchiveKind;
import dev.freehold.file.ShownPath;

/** In what form an export comes in. */
public enum Kind {
  /** A tar that the CLI makes of a folder. */
  FOLDER("folder"),
  ZIP("zip"),
  TAR("tar"),
  TAR_GZ("tar.gz"),
  TAR_ZST("tar.zst"),
  /** Fetched by Freehold itself; no bytes are uploaded. */
  GIT("git");

  private final String wireName;

  Kind(String wireName) {
    this.wireName = wireName;
  }

  @JsonValue
  public String wireName() {
    return wireName;
  }

  /**
   * @throws UserError {@code intake.kind-unknown}
   */
  @JsonCreator
  public static Kind of(String wireName) {
    for (Kind kind : values()) {
      if (kind.wireName.equals(wireName)) {
        return kind;
      }
    }
    throw new UserError(
        "intake.kind-unknown",
        "There is no kind of export named '" + ShownPath.of(wireName) + "'.",
        "Use folder, zip, tar, tar.gz, tar.zst or git.");
  }

  static Kind of(ArchiveKind archive) {
    return switch (archive) {
      case ZIP -> ZIP;
      case TAR -> TAR;
      case TAR_GZ -> TAR_GZ;
      case TAR_ZST -> TAR_ZST;
    };
  }
}
