package dev.freehold.targets.ssh;

import dev.freehold.base.Sha256;
import dev.freehold.detect.Serving.Service;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Site;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A server of a release with its settings and kept folders, on the user's own server: the same
 * release with others is another one, and both may run.
 *
 * @param name {@code guestbook.production.v3-4be1c0ffee12.9f86d081.web}: of its folder in {@code
 *     /srv/freehold/services} and of its systemd unit, {@code freehold@NAME.service}
 */
record Instance(String name, Service service) {
  private static final int ID_LENGTH = 8;

  static List<Instance> of(Site site, Activation activation) {
    String settings = Sha256.of(runningWith(activation)).hex().substring(0, ID_LENGTH);
    String prefix =
        prefix(site) + ServerFolder.release(activation.release()) + "." + settings + ".";
    return activation.artifact().serving().services().stream()
        .map(service -> new Instance(prefix + service.name(), service))
        .toList();
  }

  /** Its settings, and what it keeps: a release can run with what it kept before and keeps now. */
  private static String runningWith(Activation activation) {
    String settings = activation.settings().id();
    return activation.kept().isEmpty()
        ? settings
        : settings + "/:" + String.join("/:", activation.kept());
  }

  /** With which the names of all of a site begin, and of no other site. */
  static String prefix(Site site) {
    return site.app() + "." + site.environment() + ".";
  }

  /** For scripts: {@code web=NAME api=NAME}. */
  static String words(List<Instance> instances) {
    return instances.stream()
        .map(instance -> instance.service().name() + "=" + instance.name())
        .collect(Collectors.joining(" "));
  }

  String folder() {
    return ServerFolder.ROOT + "/services/" + name;
  }
}
