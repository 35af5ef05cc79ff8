package dev.freehold.targets.shelf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.app.Domain;
import dev.freehold.app.Placement;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.release.Artifact;
import dev.freehold.targets.Condition;
import dev.freehold.targets.Connected;
import dev.freehold.targets.DomainReport;
import dev.freehold.targets.Driver;
import dev.freehold.targets.Field;
import dev.freehold.targets.Progress;
import dev.freehold.targets.Setup;
import dev.freehold.targets.Setup.Fact;
import dev.freehold.targets.Site;
import dev.freehold.targets.SiteHistory;
import dev.freehold.targets.SwitchRecord;
import dev.freehold.targets.Target;
import dev.freehold.targets.Traits;
import dev.freehold.targets.Wanted;
import dev.freehold.targets.site.SitePointer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rooms on shelves. */
public final class ShelfDriver implements Driver {
  private static final Traits TRAITS =
      new Traits(Duration.ofSeconds(10), true, true, true, false, true, false);

  private final ShelfClient client = new ShelfClient();
  private final Clock clock;

  public ShelfDriver(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "shelf";
  }

  @Override
  public String title() {
    return "a room on a shelf";
  }

  @Override
  public Traits traits() {
    return TRAITS;
  }

  @Override
  public List<Field> fields() {
    return List.of(
        Field.required(ShelfRoom.ADDRESS, "Address", "Of the shelf: http://HOST:PORT.", List.of()),
        Field.secret(ShelfRoom.TOKEN, "Token", "The one that the shelf gave you."),
        Field.optional(
            ShelfRoom.ROOM, "Room", "Goes into the sites' names; freehold when nobody says."));
  }

  @Override
  public Setup look(Wanted wanted) {
    ShelfRoom room = ShelfRoom.of(wanted);
    Optional<ShelfApi.Room> there = there(room);
    return new Setup(
        room.address().toString(),
        room.name(),
        Optional.empty(),
        about(room, there),
        there.isPresent() ? List.of() : List.of("Make the room " + room.name() + "."),
        List.of("A shelf keeps files; it runs no servers."));
  }

  @Override
  public Place connect(Wanted wanted, String approved, Progress progress) {
    ShelfRoom room = ShelfRoom.of(wanted);
    Setup setup = look(wanted);
    setup.require(approved);
    if (!setup.steps().isEmpty()) {
      progress.at(0);
    }
    client.put(room, path(room), Map.of()).require();
    return new Place(room.address().toString(), Json.mapper().createObjectNode());
  }

  @Override
  public Condition verify(Connected target) {
    ShelfRoom room = ShelfRoom.of(target);
    try {
      Optional<ShelfApi.Room> there = there(room);
      return new Condition(
          about(room, there),
          Json.tree(Map.of("room", room.name(), "sites", sites(there))),
          there.isPresent()
              ? List.of()
              : List.of("The room " + room.name() + " is not there any more."),
          there.isPresent() ? List.of(removal(room, there)) : List.of());
    } catch (UserError refused) {
      return new Condition(
          List.of(),
          Json.tree(Map.of("room", room.name())),
          List.of(String.valueOf(refused.getMessage())),
          List.of());
    }
  }

  private static String removal(ShelfRoom room, Optional<ShelfApi.Room> there) {
    List<String> sites = sites(there);
    return "Remove the room "
        + room.name()
        + (sites.isEmpty() ? ", which is empty." : " with " + String.join(", ", sites) + ".");
  }

  private static List<Fact> about(ShelfRoom room, Optional<ShelfApi.Room> there) {
    List<String> sites = sites(there);
    return List.of(
        new Fact("Room", room.name() + (there.isPresent() ? "" : " (to be made)")),
        new Fact("Sites", sites.isEmpty() ? "none" : String.join(", ", sites)));
  }

  private static List<String> sites(Optional<ShelfApi.Room> there) {
    return there.map(ShelfApi.Room::sites).orElse(List.of());
  }

  @Override
  public void disconnect(Connected target) {
    ShelfRoom room = ShelfRoom.of(target);
    ShelfClient.Reply reply = client.delete(room, path(room));
    if (!reply.isMissing()) {
      reply.require();
    }
  }

  @Override
  public List<SiteHistory> histories(Connected target) {
    ShelfRoom room = ShelfRoom.of(target);
    return sites(there(room)).stream().flatMap(site -> history(room, site).stream()).toList();
  }

  private Optional<SiteHistory> history(ShelfRoom room, String name) {
    String[] labels = name.split("\\.", 2);
    return client
        .get(room, path(room) + "/sites/" + name)
        .ifThere(ShelfApi.Site.class)
        .flatMap(
            there ->
                there
                    .live()
                    .map(live -> read(live.note(), SitePointer.class).pointer())
                    .map(
                        pointer ->
                            new SiteHistory(
                                new Site(labels[1], labels[0]),
                                pointer,
                                there.records().stream()
                                    .map(record -> read(record, SwitchRecord.class))
                                    .toList(),
                                there.releases().values().stream()
                                    .map(note -> read(note, ShelfTarget.Note.class).artifact())
                                    .collect(
                                        Collectors.toMap(
                                            Artifact::id, Function.identity(), (a, _) -> a)),
                                Map.of())));
  }

  private static <T> T read(JsonNode note, Class<T> type) {
    return Json.read(note.toString(), type);
  }

  @Override
  public DomainReport domain(Connected target, Domain domain) {
    ShelfRoom room = ShelfRoom.of(target);
    var problems = new ArrayList<String>();
    for (String name : domain.names()) {
      if (client.get(room, "/names/" + name).isMissing()) {
        problems.add(name + " does not lead to a site yet. It does from the next deployment on.");
      }
    }
    return new DomainReport(
        domain.name(),
        domain.names().stream()
            .map(name -> new DomainReport.DnsRecord("A", name, room.address().getHost()))
            .toList(),
        problems);
  }

  @Override
  public Target open(Site site, Connected target, Placement placement) {
    return new ShelfTarget(site, ShelfRoom.of(target), placement, client, clock);
  }

  @Override
  public void close() {
    client.close();
  }

  private Optional<ShelfApi.Room> there(ShelfRoom room) {
    return client.get(room, path(room)).ifThere(ShelfApi.Room.class);
  }

  private static String path(ShelfRoom room) {
    return "/rooms/" + room.name();
  }
}
