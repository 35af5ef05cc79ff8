package dev.freehold.intake;

import dev.freehold.base.UserError;
import dev.freehold.file.LeftOut;
import dev.freehold.file.ShownPath;
import java.util.List;

/** What the sender says it left out: text from outside, kept for the receipt and nothing else. */
final class SenderList {
  private static final int MOST = 500;

  private SenderList() {}

  /**
   * @throws UserError {@code intake.left-out-too-long}
   */
  static List<LeftOut> checked(List<LeftOut> fromSender) {
    if (fromSender.size() > MOST) {
      throw new UserError(
          "intake.left-out-too-long",
          "The list of what was left out has " + fromSender.size() + " entries; the most is 500.",
          "List folders instead of the files in them.");
    }
    return fromSender.stream()
        .map(item -> new LeftOut(ShownPath.of(item.path()), ShownPath.of(item.reason())))
        .toList();
  }
}
