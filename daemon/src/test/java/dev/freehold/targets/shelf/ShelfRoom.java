package dev.freehold.targets.shelf;

import dev.freehold.app.Placement;
import dev.freehold.base.UserError;
import dev.freehold.credential.Secret;
import dev.freehold.targets.Connected;
import dev.freehold.targets.Site;
import dev.freehold.targets.Wanted;
import dev.freehold.targets.site.HostNames;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a shelf is, and what of it is ours.
 *
 * @param name goes into the names of the sites
 */
record ShelfRoom(URI address, String name, Secret token) {
  static final String ADDRESS = "address";
  static final String TOKEN = "token";
  static final String ROOM = "room";
  private static final String USUAL = "freehold";

  static ShelfRoom of(Wanted wanted) {
    return of(
        wanted.require(ADDRESS),
        wanted.find(ROOM),
        Optional.ofNullable(wanted.secrets().get(TOKEN)));
  }

  static ShelfRoom of(Connected target) {
    return of(
        target.address(),
        Optional.ofNullable(target.config().get(ROOM)),
        Optional.ofNullable(target.secrets().get(TOKEN)));
  }

  private static ShelfRoom of(String address, Optional<String> room, Optional<Secret> token) {
    String name = room.orElse(USUAL);
    if (!address.matches("https?://[^/?#@]+/?")) {
      throw new UserError(
          "shelf.address-invalid",
          "'" + address + "' is no address of a shelf.",
          "Say it as http://HOST:PORT or https://HOST.");
    }
    if (!HostNames.isLabel(name)) {
      throw new UserError(
          "shelf.room-invalid",
          "A room can't be called '" + name + "', because it goes into names of hosts.",
          "Use small letters, digits and dashes.");
    }
    return new ShelfRoom(URI.create(address.replaceFirst("/$", "")), name, token.orElseThrow());
  }

  /** Of a site, in the API. */
  static String label(Site site) {
    return site.environment() + "." + site.app();
  }

  String host(Site site) {
    return withPort(label(site) + "." + name + ".localhost");
  }

  String stagedHost(Site site, String release) {
    return release + "." + host(site);
  }

  /** At which visitors reach a site, the best one first. */
  List<URI> addresses(Site site, Placement placement) {
    return Stream.concat(
            placement.domain().map(own -> withPort(own.name())).stream(), Stream.of(host(site)))
        .map(host -> URI.create(address.getScheme() + "://" + host + "/"))
        .toList();
  }

  private String withPort(String host) {
    return address.getPort() < 0 ? host : host + ":" + address.getPort();
  }
}
