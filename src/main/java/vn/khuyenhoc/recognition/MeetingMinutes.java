package vn.khuyenhoc.recognition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.AreaNames;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.document.AdministrativeDocument;
import vn.khuyenhoc.platform.document.DocumentHead;
import vn.khuyenhoc.platform.document.DocumentKind;
import vn.khuyenhoc.platform.document.DocumentTable;
import vn.khuyenhoc.platform.document.DocumentTable.Align;
import vn.khuyenhoc.platform.document.DocumentTable.Column;
import vn.khuyenhoc.platform.document.DocumentTable.Row;
import vn.khuyenhoc.platform.document.IssuingBody;
import vn.khuyenhoc.platform.document.Recipients;
import vn.khuyenhoc.platform.document.SignatureBlock;
import vn.khuyenhoc.platform.document.Wording;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.registry.BodyKind;
import vn.khuyenhoc.registry.SignedPaper;
import vn.khuyenhoc.registry.Signers;
import vn.khuyenhoc.registry.Signing;

/**
 * The minutes of a meeting as a document to be signed by chair and secretary. Before the meeting
 * was held it leaves room to write.
 */
@Component
class MeetingMinutes {

  private static final Wording WORDS = Wording.of("minutes");
  private static final int TABLE_SIZE = 12;
  private static final int LINES_TO_WRITE = 3;

  private final Areas areas;
  private final Signers signers;
  private final Texts texts;

  MeetingMinutes(Areas areas, Signers signers, Languages languages) {
    this.signers = signers;
    this.areas = areas;
    this.texts = languages.vietnamese();
  }

  /** The minutes. */
  AdministrativeDocument of(
      Meeting meeting, Campaign campaign, List<Ballot> ballots, boolean sample) {
    Area area = areas.lastKnown(meeting.areaId());
    List<Area> above = areas.pathKnown(area);
    String commune =
        above.stream()
            .filter(one -> one.level() == AreaLevel.COMMUNE)
            .map(Area::name)
            .findFirst()
            .orElse(area.name());
    boolean village = meeting.kind() == MeetingKind.VILLAGE;
    String model = texts.t(campaign.modelKey());
    String year = String.valueOf(campaign.year());
    LocalDate day = meeting.heldOn();
    boolean held = meeting.status() != Meeting.Status.PLANNED;
    AdministrativeDocument document =
        AdministrativeDocument.under(
            new DocumentHead(
                new IssuingBody(
                    village ? commune : "",
                    village ? area.name() : say("issuer.council", area.name()),
                    say(village ? "symbol.village" : "symbol.council"),
                    AreaNames.place(commune)),
                DocumentKind.MINUTES,
                null,
                day,
                day.getYear(),
                say(village ? "subject.village" : "subject.council", lower(model), year),
                meeting.recordedAt()));
    if (sample) {
      document.notice(say("sample"));
    }
    if (campaign.training()) {
      document.notice(say("training"));
    }
    document.part(say("who"));
    document.paragraph(say("when", longDate(day), meeting.place()));
    document.paragraph(
        say(
            "chair",
            held ? meeting.chair() : say("blank"),
            say(village ? "of.village" : "of.council")));
    document.paragraph(say("secretary", held ? meeting.secretary() : say("blank")));
    Integer present = meeting.present();
    Integer all = meeting.ofHowMany();
    if (!held || present == null) {
      document.paragraph(say(village ? "present.blank" : "present.council.blank"));
    } else if (all == null) {
      document.paragraph(say(village ? "present" : "present.council", present));
    } else {
      document.paragraph(say(village ? "present.of" : "present.council.of", present, all));
    }
    List<String> others = held ? meeting.attending() : Meeting.lines(meeting.invited());
    if (!others.isEmpty()) {
      document.paragraph(say(village ? "others" : "members"));
      others.forEach(document::item);
    }
    document.part(say("matter"));
    document.paragraph(
        say(village ? "matter.village" : "matter.council", lower(model), year, ballots.size()));
    Integer percent = meeting.percent();
    document.paragraph(
        say("threshold", percent == null ? campaign.procedure().content().votePercent() : percent));
    document.paragraph(say("opinions"));
    document.writingLines(LINES_TO_WRITE);
    document.part(say("result"));
    document.table(table(meeting, campaign, ballots));
    if (held) {
      document.paragraph(say("sum", ballots.size(), meeting.passed(), meeting.failed()));
    }
    document.paragraph(say("end"));
    document.signedByTwo(
        new Recipients(
            List.of(say(village ? "recipients.village" : "recipients.council")), say("archive")),
        new SignatureBlock(
            null,
            null,
            say("sign.secretary"),
            held ? meeting.secretary() : usual(meeting, SignedPaper.MINUTES_SECRETARY)),
        new SignatureBlock(
            null,
            null,
            say("sign.chair"),
            held ? meeting.chair() : usual(meeting, SignedPaper.MINUTES_CHAIR)));
    return named(document, meeting, campaign, ballots, held);
  }

  private @Nullable String usual(Meeting meeting, SignedPaper paper) {
    Signing signing = signing(meeting, paper);
    return signing.usual() == null ? null : signing.name();
  }

  /** Who usually chairs such meetings, or writes their minutes, on the day of this one. */
  Signing signing(Meeting meeting, SignedPaper paper) {
    return signers
        .around(meeting.areaId(), meeting.heldOn())
        .of(
            paper,
            meeting.kind() == MeetingKind.VILLAGE ? BodyKind.VILLAGE : BodyKind.COUNCIL,
            areas.lastKnown(meeting.areaId()).name());
  }

  /** The parts of it by the names that templates know them by. */
  private AdministrativeDocument named(
      AdministrativeDocument document,
      Meeting meeting,
      Campaign campaign,
      List<Ballot> ballots,
      boolean held) {
    Integer present = meeting.present();
    List<Map<String, String>> votes = new ArrayList<>();
    for (Ballot ballot : ballots) {
      Vote result = ballot.result();
      votes.add(
          Map.of(
              "tt", String.valueOf(ballot.place()),
              "ho_ten", ballot.name(),
              "thon", ballot.village(),
              "diem", ballot.words(texts, campaign),
              "dong_y",
                  present == null || result == null ? "" : texts.number(ballot.agreed(present)),
              "khong_dong_y", number(ballot.against()),
              "khong_y_kien", number(ballot.abstained()),
              "ket_qua", result == null ? "" : say("vote." + result.name())));
    }
    List<String> others = held ? meeting.attending() : Meeting.lines(meeting.invited());
    return document
        .named("mo_hinh", texts.t(campaign.modelKey()))
        .named("dia_diem", meeting.place())
        .named("chu_tri", held ? meeting.chair() : say("blank"))
        .named("thu_ky", held ? meeting.secretary() : say("blank"))
        .named("co_mat", held && present != null ? texts.number(present) : say("blank"))
        .named("tong_so_nguoi", number(meeting.ofHowMany()))
        .named("so_ho_so", texts.number(ballots.size()))
        .named("so_dat", held ? texts.number(meeting.passed()) : say("blank"))
        .named("so_khong_dat", held ? texts.number(meeting.failed()) : say("blank"))
        .named("thanh_phan", others.stream().map(one -> Map.of("thanh_phan_ten", one)).toList())
        .named("bieu_quyet", votes);
  }

  private DocumentTable table(Meeting meeting, Campaign campaign, List<Ballot> ballots) {
    boolean council = meeting.kind() == MeetingKind.COUNCIL;
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(say("column.place"), 7, Align.CENTRE));
    columns.add(new Column(texts.t(campaign.nameKey()), council ? 26 : 36, Align.LEFT));
    if (council) {
      columns.add(new Column(say("column.village"), 16, Align.LEFT));
    }
    columns.add(new Column(say("column.points"), 14, Align.CENTRE));
    columns.add(new Column(say("column.agreed"), 10, Align.CENTRE));
    columns.add(new Column(say("column.against"), 10, Align.CENTRE));
    columns.add(new Column(say("column.abstained"), 10, Align.CENTRE));
    columns.add(new Column(say("column.result"), 13, Align.CENTRE));
    Integer present = meeting.present();
    List<Row> rows = new ArrayList<>();
    for (Ballot ballot : ballots) {
      Vote result = ballot.result();
      List<String> cells = new ArrayList<>();
      cells.add(String.valueOf(ballot.place()));
      cells.add(ballot.name());
      if (council) {
        cells.add(ballot.village());
      }
      cells.add(ballot.words(texts, campaign));
      boolean voted = present != null && result != null;
      cells.add(voted && present != null ? texts.number(ballot.agreed(present)) : "");
      cells.add(number(ballot.against()));
      cells.add(number(ballot.abstained()));
      cells.add(result == null ? "" : say("vote." + result.name()));
      rows.add(Row.of(cells.toArray(String[]::new)));
    }
    return new DocumentTable(columns, rows, TABLE_SIZE);
  }

  private String number(@Nullable Integer count) {
    return count == null ? "" : texts.number(count);
  }

  private static String longDate(LocalDate day) {
    return say(
        "date",
        String.format(Locale.ROOT, "%02d", day.getDayOfMonth()),
        String.format(Locale.ROOT, day.getMonthValue() < 3 ? "%02d" : "%d", day.getMonthValue()),
        String.valueOf(day.getYear()));
  }

  private static String lower(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  private static String say(String key, @Nullable Object... values) {
    return WORDS.say(key, values);
  }
}
