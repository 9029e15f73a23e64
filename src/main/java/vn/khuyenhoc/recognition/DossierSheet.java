package vn.khuyenhoc.recognition;

import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Texts;

/** Lists of dossiers as a sheet, for every model but households, who have a sheet of their own. */
final class DossierSheet {

  private DossierSheet() {}

  static SheetWriter writer(OutputStream out, Texts t, Campaign campaign, List<String> titleLines) {
    return new SheetWriter(
        out,
        SheetShape.of(
            Column.text("code", t.t("decision.code.any")).width(14),
            Column.text("name", t.t(campaign.nameKey())).width(32),
            Column.text("address", t.t("lists.address")).width(28),
            Column.text("area", t.t("lists.area")).width(24),
            Column.text("other", t.t("lists.other-names")).width(24),
            Column.text("stage", t.t("tally.state")).width(18),
            Column.number("total", t.t(campaign.byLevels() ? "dossier.source.level" : "grid.total"))
                .width(12),
            Column.text("outcome", t.t("send.outcome")).width(14),
            Column.text("rating", t.t("dossier.source.rating")).width(16)),
        t.t("lists.tab"),
        titleLines,
        SheetWords.of(t.locale()));
  }

  static void write(SheetWriter sheet, Texts t, DossierLine line, @Nullable String otherNames) {
    sheet.row(
        line.code(),
        line.head(),
        line.address().isEmpty() ? null : line.address(),
        line.villageName(),
        otherNames,
        t.t(line.stage().messageKey()),
        line.total(),
        line.outcome() == null ? null : t.t("outcome." + line.outcome().name()),
        line.rating() == null ? null : t.t(line.rating().messageKey()));
  }
}
