package vn.khuyenhoc.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Sample;
import vn.khuyenhoc.platform.text.VietnameseDates;

/**
 * Reports of the demonstration: some communes have sent theirs on the year, one of them was given
 * back, and the province is putting its own together. Every one says that its figures are samples.
 */
@Component
class ReportSample implements Sample {

  private static final String SON_LA = "14";

  /** The one whose officer the demonstration signs in. */
  private static final String SHOWN_COMMUNE = "03721";

  private static final int PLACE = 60;
  private static final int COMMUNES = 6;

  private final Reports reports;
  private final ReportWriting writing;
  private final Obligations obligations;
  private final Areas areas;
  private final Clock clock;

  ReportSample(
      Reports reports, ReportWriting writing, Obligations obligations, Areas areas, Clock clock) {
    this.reports = reports;
    this.writing = writing;
    this.obligations = obligations;
    this.areas = areas;
    this.clock = clock;
  }

  @Override
  public int place() {
    return PLACE;
  }

  @Override
  @Transactional
  public void loadOnce(String scale, Actor operator) {
    Area province = areas.byCode(AreaLevel.PROVINCE, SON_LA).orElse(null);
    if (province == null || writing.existing(operator, opening(operator, province)).isPresent()) {
      return;
    }
    List<Area> children =
        areas.children(province.id()).stream()
            .sorted(Comparator.comparing(one -> one.code().equals(SHOWN_COMMUNE)))
            .toList();
    List<Area> communes =
        children.size() <= COMMUNES
            ? children
            : Stream.concat(children.stream().limit(COMMUNES - 1L), Stream.of(children.getLast()))
                .toList();
    int last = communes.size();
    for (int at = 0; at < last; at++) {
      UUID id = written(operator, communes.get(at), at);
      writing.send(operator, id, sending(id, operator)).orThrow();
      if (at == last - 1) {
        writing.giveBack(operator, id, 1, ReportSays.say("sample.reason")).orThrow();
      } else if (at % 2 == 0) {
        writing.accept(operator, id, 1).orThrow();
      }
    }
    UUID own = written(operator, province, 0);
    writing.merge(operator, own).orThrow();
  }

  private ReportOpening opening(Actor operator, Area area) {
    int year = LocalDate.now(clock).getYear();
    return new ReportOpening(
        String.valueOf(area.id()),
        ReportForm.YEAR.name(),
        VietnameseDates.format(LocalDate.of(year, 1, 1)),
        VietnameseDates.format(LocalDate.of(year, 12, 31)),
        asked(operator, area));
  }

  /** The duty by which it reports on the year; null where there is none. */
  private @Nullable UUID asked(Actor operator, Area area) {
    String duty =
        area.level() == AreaLevel.PROVINCE ? ObligationSample.PROVINCE : ObligationSample.YEAR;
    return obligations.around(operator).stream()
        .filter(one -> duty.equals(one.builtIn()))
        .map(Obligation::id)
        .findFirst()
        .orElse(null);
  }

  private UUID written(Actor operator, Area area, int at) {
    UUID id = writing.begin(operator, Ids.next(), opening(operator, area), true).orThrow();
    for (ReportSection section :
        List.of(ReportSection.DIFFICULTIES, ReportSection.PROPOSALS, ReportSection.NEXT)) {
      writing
          .save(operator, id, section, ReportSays.say("sample." + section + "." + at % 3), 0)
          .orThrow();
    }
    return id;
  }

  private ReportSending sending(UUID id, Actor operator) {
    ReportContent.Head head =
        reports.head(reports.working(operator, id), reports.open(operator, id).report());
    return new ReportSending(
        head.superior(),
        head.issuer(),
        head.symbol(),
        head.place(),
        "",
        "",
        head.onBehalfOf(),
        head.inPlaceOf(),
        head.position(),
        head.signer(),
        String.join("\n", head.recipients()),
        head.archive(),
        true);
  }
}
