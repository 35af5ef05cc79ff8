package dev.freehold.targets.vercel.api;

/**
 * On whose behalf everything is done; a person's own account is a team as well.
 *
 * @param slug as it stands in addresses of the dashboard
 * @param plan {@code hobby}, {@code pro}, {@code enterprise}
 */
public record Team(String id, String slug, String name, String plan) {
  static Team of(Shape shape) {
    return new Team(
        shape.text("id"),
        shape.text("slug"),
        shape.maybeText("name").orElseGet(() -> shape.text("slug")),
        shape.maybe("billing").flatMap(billing -> billing.maybeText("plan")).orElse("hobby"));
  }

  /** By its id, the end of its address, or its name. */
  public boolean isCalled(String wanted) {
    return wanted.equals(id) || wanted.equals(slug) || wanted.equals(name);
  }

  /** Goes back one release only (vercel.com/docs/instant-rollback). */
  public boolean isHobby() {
    return plan.equals("hobby");
  }
}
