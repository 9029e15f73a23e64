package vn.khuyenhoc.areas;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.JournalEntries;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Languages;

/** Villages that a commune adds to the tree from the list of their names. */
@Service
public class Villages {

  private static final List<String> KINDS = List.of("VILLAGE", "SUB_AREA", "RESIDENTIAL_GROUP");

  private final Areas areas;
  private final Locks locks;
  private final Journal journal;
  private final JournalEntries entries;
  private final AreaTable table;
  private final Clock clock;
  private final Map<String, String> kinds = new HashMap<>();

  Villages(
      Areas areas,
      Locks locks,
      Journal journal,
      JournalEntries entries,
      AreaTable table,
      Languages languages,
      Clock clock) {
    this.areas = areas;
    this.locks = locks;
    this.journal = journal;
    this.entries = entries;
    this.table = table;
    this.clock = clock;
    for (String kind : KINDS) {
      for (String word : languages.vietnamese().t("areas.villages.words." + kind).split("\\|")) {
        kinds.put(word, kind);
      }
    }
  }

  /** Whether the actor may add villages to this area: it is a commune within reach. */
  boolean open(Actor actor, Area area) {
    return area.level() == AreaLevel.COMMUNE && areas.reaches(actor, Right.VILLAGE_ADD, area.id());
  }

  /**
   * Adds villages to a commune, all of them or none; each exists from today and gets a code of its
   * own.
   *
   * @param actor who; needs VILLAGE_ADD over the commune
   * @param id made by the form: sent twice, they are added once
   * @param communeId the commune
   * @param typed one name a line, beginning with what it is: thôn, bản, tổ dân phố …
   * @return how many were added; refused with everything that is wrong with the list
   * @throws NotFoundException if that is no commune
   */
  @Transactional
  public Result<Integer> add(Actor actor, UUID id, int communeId, String typed) {
    locks.tree();
    areas.require(actor, Right.VILLAGE_ADD, communeId);
    Area commune = areas.byId(communeId);
    if (commune.level() != AreaLevel.COMMUNE) {
      throw new NotFoundException("commune " + communeId);
    }
    locks.communes(List.of(communeId));
    String subject = "villages/" + id;
    if (!entries.about(subject, 1).isEmpty()) {
      return Result.ok(0);
    }
    List<String> there = areas.children(communeId).stream().map(Area::name).toList();
    return switch (VillageListRules.read(typed, kinds, there)) {
      case Result.Refused<List<VillageListRules.Named>> refused ->
          Result.refused(refused.problems());
      case Result.Ok<List<VillageListRules.Named>> ok -> {
        int number = table.lastNumber(commune.code() + "-");
        List<NewArea> villages = new ArrayList<>();
        for (VillageListRules.Named village : ok.value()) {
          number++;
          villages.add(
              new NewArea(
                  communeId,
                  "%s-%03d".formatted(commune.code(), number),
                  village.name(),
                  village.kind()));
        }
        areas.add(AreaLevel.VILLAGE, villages, LocalDate.now(clock), actor.name());
        journal.write(
            actor,
            "areas.villages",
            subject,
            communeId,
            Map.of("names", villages.stream().map(NewArea::name).toList()));
        yield Result.ok(villages.size());
      }
    };
  }
}
