package vn.khuyenhoc.platform.web;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Role;

/** Every part of the web kit on pages with made-up figures, to be looked at and checked. */
final class Gallery {

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Views views = new Views();
  private final Texts t;
  private final Look look;
  private Page page;

  Gallery(Languages languages, Look look) {
    this.t = languages.in(look.language());
    this.look = look;
    this.page = page("", "", List.of());
  }

  /** All pages by file name. */
  Map<String, byte[]> pages() {
    Map<String, byte[]> pages = new LinkedHashMap<>();
    pages.put("dashboard", dashboard());
    pages.put("queue", queue());
    pages.put("village", village());
    pages.put("question", question());
    pages.put("form", form());
    pages.put("grid", grid());
    pages.put("record", record());
    pages.put("done", done());
    pages.put("sign-in", signIn());
    pages.put("paper", paper());
    return pages;
  }

  private Page page(String title, String nav, List<Crumb> crumbs) {
    return new Page(
        t,
        new Actor(
            UUID.randomUUID(),
            UUID.randomUUID(),
            "Lò Thị Mẫu",
            List.of(new Grant(Role.COMMUNE_OFFICER, 1))),
        title,
        nav,
        crumbs,
        List.of(
            new NavItem("work", "Việc của tôi", "/work"),
            new NavItem("figures", "Số liệu", "/figures"),
            new NavItem("campaigns", "Đợt đánh giá", "/campaigns"),
            new NavItem("households", "Hộ gia đình", "/households"),
            new NavItem("dossiers", "Hồ sơ", "/dossiers"),
            new NavItem("reports", "Báo cáo", "/reports"),
            new NavItem("accounts", "Tài khoản", "/accounts")),
        new Csrf("_csrf", "token"),
        look,
        "/households?q=lo&page=3",
        null,
        true,
        null);
  }

  private Content ui(String part, Object... params) {
    Map<String, Object> all = new HashMap<>();
    try {
      if (engine.getParamInfo("_ui/" + part + ".jte").containsKey("page")) {
        all.put("page", page);
      }
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(part, e);
    }
    for (int i = 0; i < params.length; i += 2) {
      Object value = params[i + 1];
      all.put((String) params[i], value);
    }
    return output -> engine.render("_ui/" + part + ".jte", all, output);
  }

  private static Content html(Object... pieces) {
    return output -> {
      for (Object piece : pieces) {
        if (piece instanceof Content content) {
          content.writeTo(output);
        } else {
          output.writeContent(String.valueOf(piece));
        }
      }
    };
  }

  private byte[] frame(Content content, boolean alone) {
    return views.bytes("_layout/page", page, Map.of("content", content, "alone", alone));
  }

  private static Gauge gauge(@Nullable String percent, @Nullable String aim) {
    return new Gauge(
        percent == null ? null : new BigDecimal(percent), aim == null ? null : new BigDecimal(aim));
  }

  private byte[] dashboard() {
    page =
        page(
            "Tỉnh Sơn La, năm 2026",
            "figures",
            List.of(new Crumb("Cả nước", "/areas"), new Crumb("Tỉnh Sơn La", null)));
    Content heat = html();
    String[] names = {
      "Phường Tô Hiệu", "Phường Chiềng An", "Xã Thuận Châu", "Xã Sốp Cộp", "Xã Vân Hồ"
    };
    for (int i = 0; i < names.length; i++) {
      heat = html(heat, "<tr><th scope=\"row\"><a href=\"#content\">" + names[i] + "</a></th>");
      for (int j = 0; j < 5; j++) {
        String rate = i == 3 && j == 1 ? null : (37 + (i * 23 + j * 17) % 61) + ".4";
        heat = html(heat, ui("heatcell", "gauge", gauge(rate, null)));
      }
      heat = html(heat, "</tr>");
    }
    return frame(
        html(
            ui(
                "head",
                "lead",
                "75 xã, phường · số liệu đúng đến 10:42 hôm nay",
                "actions",
                html(
                    "<a class=\"button quiet\" href=\"/x\">Tải Excel</a><a class=\"button\" href=\"/w\">Báo cáo Word</a>")),
            ui(
                "segments",
                "label",
                "Cách đọc địa bàn",
                "items",
                List.of(
                    new Segment("Theo địa bàn hiện nay", "/a", true),
                    new Segment("Theo địa bàn lúc đó", "/b", false))),
            "<section class=\"sheet\"><div class=\"head\"><h2>Kết quả so với chỉ tiêu</h2><small class=\"soft\">Kế hoạch 04 của Hội Khuyến học tỉnh, 2024 · <a href=\"/p\">đổi kế hoạch</a></small></div><div class=\"targets\">",
            ui(
                "targetbar",
                "label",
                "Gia đình học tập",
                "href",
                "/g",
                "under",
                "221.480 / 300.924 hộ",
                "gauge",
                gauge("73.6", "90")),
            ui(
                "targetbar",
                "label",
                "Dòng họ học tập",
                "href",
                "/g",
                "under",
                "1.177 / 1.677 dòng họ",
                "gauge",
                gauge("70.2", "75")),
            ui(
                "targetbar",
                "label",
                "Cộng đồng học tập",
                "href",
                "/g",
                "under",
                "1.924 / 2.250 bản, tổ",
                "gauge",
                gauge("85.5", "80"),
                "aimNote",
                "của tỉnh, mốc 2025"),
            ui(
                "targetbar",
                "label",
                "Đơn vị học tập",
                "href",
                "/g",
                "under",
                "0 / 1.669 đơn vị",
                "gauge",
                gauge("0", "95")),
            ui(
                "targetbar",
                "label",
                "Công dân học tập",
                "href",
                "/g",
                "under",
                "chưa xã nào gửi số liệu",
                "gauge",
                gauge(null, "60")),
            "</div>",
            ui("targetlegend"),
            "</section>",
            "<div class=\"stats\">",
            ui("stat", "label", "hộ đã công nhận", "value", "221.480", "href", "/s"),
            ui("stat", "label", "bản đã gửi", "value", "1.924 / 2.250", "hint", "12 xã chưa đủ"),
            ui("stat", "label", "ngày đến hạn", "value", "12", "hint", "15/11/2026"),
            "</div>",
            "<section class=\"sheet\"><div class=\"head\"><h2>Theo xã, phường</h2><small class=\"soft\">Tỷ lệ công nhận, %. Dấu — là chưa báo cáo, không phải 0</small></div><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Theo xã\"><table class=\"heat\"><thead><tr><th>Xã, phường</th><th>Gia đình</th><th>Dòng họ</th><th>Cộng đồng</th><th>Đơn vị</th><th>Công dân</th></tr></thead><tbody>",
            heat,
            "</tbody></table></div></section>"),
        false);
  }

  private byte[] queue() {
    page =
        page(
            "3 bản đang chờ xã thẩm định",
            "work",
            List.of(
                new Crumb("Tỉnh Sơn La", "/a"),
                new Crumb("Xã Thuận Châu", "/b"),
                new Crumb("Chờ thẩm định", null)));
    String[][] rows = {
      {"Lường Văn Ánh", "Bản mẫu 1", "92", "88", "3 ảnh", "wait", "Chờ thẩm định"},
      {"Lò Thị Bình", "Bản mẫu 1", "85", "86", "2 ảnh", "wait", "Chờ thẩm định"},
      {
        "Quàng Văn Chiến", "Bản mẫu 1", "78", "45", "0 ảnh", "back", "Trả lại: thiếu minh chứng 2.2"
      },
      {"Cà Thị Dung", "Bản mẫu 2", "96", "—", "4 ảnh", "ok", "Đã duyệt"},
      {"Hà Văn Đức", "Bản mẫu 2", "", "79", "1 ảnh", "none", "Chưa báo cáo"}
    };
    Content rowsOut = html();
    for (int i = 0; i < rows.length; i++) {
      String[] r = rows[i];
      rowsOut =
          html(
              rowsOut,
              "<tr><td class=\"choose\"><label class=\"boxcell\"><input class=\"box\" type=\"checkbox\" name=\"dossier\" value=\""
                  + i
                  + "\""
                  + (i % 2 == 0 ? " checked" : "")
                  + "><span class=\"hidden\">Chọn "
                  + r[0]
                  + "</span></label></td><th scope=\"row\"><a href=\"/h\">"
                  + r[0]
                  + "</a></th><td data-label=\"Bản\">"
                  + r[1]
                  + "</td><td class=\"n\" data-label=\"Điểm 2026\"><b>"
                  + r[2]
                  + "</b></td><td class=\"n soft\" data-label=\"Điểm 2025\">"
                  + r[3]
                  + "</td><td data-label=\"Minh chứng\">"
                  + r[4]
                  + "</td><td data-label=\"Tình trạng\">",
              ui("tag", "kind", r[5], "label", r[6]),
              "</td></tr>");
    }
    return frame(
        html(
            ui(
                "head",
                "lead",
                "Gia đình học tập 2026 · hạn công nhận 15/11/2026, còn 12 ngày",
                "actions",
                html("<a class=\"button quiet\" href=\"/x\">Tải Excel</a>")),
            ui(
                "note",
                "kind",
                "warn",
                "content",
                html(
                    "<p><b>6 hộ cần xem kỹ.</b> Điểm giống hệt nhau trong một bản, hoặc tăng hơn 30 điểm so với năm trước. <a href=\"/six\">Xem 6 hộ</a></p>")),
            ui(
                "search",
                "action",
                "/q",
                "label",
                "Tìm hộ theo chủ hộ hoặc bản",
                "value",
                "lo",
                "hint",
                "Gõ không dấu, thứ tự nào cũng được",
                "clearHref",
                "/q"),
            "<form method=\"post\" action=\"/approve\" class=\"stack\">",
            ui("csrf"),
            "<section class=\"sheet flush\">",
            ui("chooseall", "name", "dossier"),
            ui(
                "table",
                "caption",
                "Hộ chờ thẩm định",
                "content",
                html(
                    "<thead><tr><th class=\"choose\"><span class=\"hidden\">Chọn</span></th><th>Chủ hộ</th><th>Bản</th><th class=\"n\">Điểm 2026</th><th class=\"n\">2025</th><th>Minh chứng</th><th>Tình trạng</th></tr></thead><tbody>",
                    rowsOut,
                    "</tbody>")),
            ui("pager", "pager", new Pager(3, 25, 1214, "/q?q=lo")),
            "</section>",
            ui(
                "foot",
                "primary",
                "Duyệt các hộ đã chọn",
                "secondary",
                "Trả lại",
                "secondaryName",
                "act",
                "secondaryValue",
                "return"),
            "</form>"),
        false);
  }

  private byte[] village() {
    page = page("Bản mẫu 1", "work", List.of(new Crumb("Bản mẫu 1", null)));
    return frame(
        html(
            ui("head", "lead", "Gia đình học tập 2026"),
            ui(
                "progress",
                "label",
                "41 trên 63 hộ đã chấm",
                "remark",
                "còn 12 ngày",
                "done",
                41L,
                "total",
                63L),
            ui(
                "note",
                "kind",
                "error",
                "content",
                html(
                    "<p><b>2 hộ bị trả lại.</b> Xã ghi: thiếu ảnh minh chứng cho chỉ số 2.2. <a href=\"/f\">Sửa ngay</a></p>")),
            ui("search", "action", "/q", "label", "Tìm chủ hộ", "hint", "Gõ không dấu cũng được"),
            "<section class=\"sheet flush\"><ul class=\"rows\">",
            ui(
                "row",
                "href",
                "/1",
                "title",
                "Quàng Văn Chiến",
                "sub",
                "2 trẻ em, 3 người lớn",
                "kind",
                "back",
                "tag",
                "Trả lại"),
            ui(
                "row",
                "href",
                "/1",
                "title",
                "Lò Văn Hặc",
                "sub",
                "1 trẻ em, 2 người lớn",
                "tag",
                "Chưa chấm"),
            ui(
                "row",
                "href",
                "/1",
                "title",
                "Lường Thị Xuân",
                "sub",
                "4 người lớn",
                "tag",
                "Chưa chấm"),
            ui(
                "row",
                "href",
                "/1",
                "title",
                "Lường Văn Ánh",
                "sub",
                "92 điểm",
                "kind",
                "wait",
                "tag",
                "Trên máy, chưa gửi"),
            ui(
                "row",
                "href",
                "/1",
                "title",
                "Lò Thị Bình",
                "sub",
                "85 điểm",
                "kind",
                "ok",
                "tag",
                "Đã gửi xã"),
            "</ul></section>",
            ui("foot", "primary", "Chấm hộ tiếp theo", "primaryHref", "/next")),
        false);
  }

  private byte[] question() {
    page =
        page(
            "Năm nay, người lớn trong nhà có học thêm điều gì không?",
            "work",
            List.of(
                new Crumb("Bản mẫu 1", "/v"),
                new Crumb("Lò Văn Hặc", "/h"),
                new Crumb("Câu 5", null)));
    return frame(
        html(
            "<form class=\"form\" method=\"post\" action=\"/answer\">",
            ui("csrf"),
            ui(
                "progress",
                "label",
                "Câu 5 trên 13",
                "remark",
                "Tiêu chí 2: Học tập của người lớn",
                "done",
                5L,
                "total",
                13L),
            ui(
                "radios",
                "name",
                "answer",
                "label",
                page.title(),
                "heading",
                true,
                "hint",
                "Ví dụ: lớp ở trung tâm học tập cộng đồng, tập huấn nghề, tự học trên điện thoại.",
                "value",
                "all",
                "options",
                List.of(
                    new Option("all", "Tất cả người lớn đều học", null, "10 điểm"),
                    new Option("half", "Hơn một nửa người lớn học", null, "7 điểm"),
                    new Option(
                        "one", "Có ít nhất một người học", "Kể cả người đang đi làm xa", "5 điểm"),
                    new Option("none", "Không ai học", null, "0 điểm"))),
            "<a class=\"button quiet wide\" href=\"/photo\">",
            ui("icon", "name", "camera"),
            "Chụp ảnh minh chứng</a><p class=\"soft\">Đã có 1 ảnh. Ảnh này dùng lại được cho câu khác.</p>",
            ui(
                "help",
                "summary",
                "Câu này tính thế nào?",
                "content",
                html(
                    "<p>Chỉ số 2.2, tối đa 10 điểm. <span class=\"sample\">Mẫu, chưa đối chiếu văn bản gốc</span></p>")),
            ui("foot", "primary", "Tiếp tục", "secondary", "Quay lại", "secondaryHref", "/back"),
            "</form>"),
        true);
  }

  private byte[] form() {
    page =
        page(
            "Thêm hộ gia đình",
            "households",
            List.of(
                new Crumb("Xã Thuận Châu", "/b"),
                new Crumb("Hộ gia đình", "/h"),
                new Crumb("Thêm hộ", null)));
    List<FieldError> errors =
        List.of(
            new FieldError("head", "Nhập họ và tên chủ hộ."),
            new FieldError("village", "Chọn bản hộ đang ở."),
            new FieldError("children", "Số trẻ em phải là số từ 0 đến 30."),
            new FieldError("poor", "Chọn hộ có phải hộ nghèo hay không."));
    return frame(
        html(
            ui("head", "lead", "Hộ mới có mặt trong danh sách của đợt đánh giá mở sau hôm nay."),
            "<form class=\"form\" method=\"post\" action=\"/households\">",
            ui("csrf"),
            ui("errors", "errors", errors),
            ui(
                "field",
                "name",
                "head",
                "label",
                "Họ và tên chủ hộ",
                "errors",
                errors,
                "autocomplete",
                "off"),
            ui(
                "select",
                "name",
                "village",
                "label",
                "Bản, tiểu khu",
                "options",
                List.of(new Option("1", "Bản mẫu 1"), new Option("2", "Bản mẫu 2")),
                "errors",
                errors,
                "width",
                "m"),
            ui(
                "field",
                "name",
                "children",
                "label",
                "Số trẻ em",
                "value",
                "ba",
                "errors",
                errors,
                "hint",
                "Dưới 16 tuổi, đang ở cùng hộ",
                "inputmode",
                "numeric",
                "width",
                "xs",
                "unit",
                "người"),
            ui(
                "radios",
                "name",
                "poor",
                "label",
                "Hộ nghèo",
                "options",
                List.of(new Option("yes", "Có"), new Option("no", "Không")),
                "inline",
                true,
                "errors",
                errors),
            ui(
                "field",
                "name",
                "since",
                "label",
                "Ở đây từ ngày",
                "type",
                "date",
                "value",
                "2026-03-01",
                "required",
                false),
            ui(
                "field",
                "name",
                "note",
                "label",
                "Ghi chú",
                "rows",
                3,
                "required",
                false,
                "value",
                "Nhà ở cuối bản, cạnh suối."),
            ui(
                "upload",
                "name",
                "photo",
                "label",
                "Ảnh phiếu giấy",
                "hint",
                "JPEG, PNG hoặc PDF, dưới 20 MB",
                "required",
                false,
                "accept",
                ".jpg,.png,.pdf"),
            ui(
                "checkbox",
                "name",
                "sure",
                "label",
                "Đã hỏi chủ hộ và chủ hộ đồng ý",
                "hint",
                "theo mẫu thông báo xử lý dữ liệu"),
            ui(
                "foot",
                "primary",
                "Lưu hộ này",
                "secondary",
                "Thôi",
                "secondaryHref",
                "/households"),
            "</form>"),
        false);
  }

  private byte[] grid() {
    page =
        page(
            "Chấm điểm theo bảng",
            "dossiers",
            List.of(
                new Crumb("Xã Thuận Châu", "/b"),
                new Crumb("Bản mẫu 1", "/v"),
                new Crumb("Bảng điểm", null)));
    StringBuilder rows = new StringBuilder();
    String[] names = {
      "Lường Văn Ánh", "Lò Thị Bình", "Quàng Văn Chiến", "Cà Thị Dung", "Hà Văn Đức"
    };
    for (int i = 0; i < names.length; i++) {
      rows.append("<tr><th scope=\"row\">").append(names[i]).append("</th>");
      for (int j = 1; j <= 8; j++) {
        rows.append("<td class=\"n\"><input class=\"input xs\" inputmode=\"numeric\" name=\"p")
            .append(i)
            .append('-')
            .append(j)
            .append("\" value=\"")
            .append((i * j) % 11)
            .append("\" aria-label=\"")
            .append(names[i])
            .append(", chỉ số ")
            .append(j)
            .append("\"></td>");
      }
      rows.append("<td class=\"n\"><b>").append(70 + i * 3).append("</b></td></tr>");
    }
    StringBuilder heads = new StringBuilder("<thead><tr><th>Chủ hộ</th>");
    for (int j = 1; j <= 8; j++) {
      heads.append("<th class=\"n\">Chỉ số ").append(j).append("</th>");
    }
    heads.append("<th class=\"n\">Tổng</th></tr></thead><tbody>");
    return frame(
        html(
            ui("head", "lead", "Mũi tên và Enter để đi giữa các ô."),
            "<form method=\"post\" action=\"/grid\" class=\"stack\">",
            ui("csrf"),
            "<section class=\"sheet flush\">",
            ui(
                "table",
                "caption",
                "Điểm các hộ",
                "mode",
                "scroll",
                "grid",
                true,
                "content",
                html(heads, rows, "</tbody>")),
            ui(
                "empty",
                "title",
                "Chưa có hộ nào khác",
                "text",
                "Danh sách của bản này có 5 hộ. Hộ mới do cán bộ xã thêm vào.",
                "icon",
                "households",
                "actions",
                html("<a class=\"button quiet\" href=\"/h\">Xem danh sách hộ</a>")),
            "</section>",
            ui("foot", "primary", "Lưu điểm"),
            "</form>"),
        true);
  }

  private byte[] record() {
    page =
        page(
            "Lò Văn Hặc",
            "households",
            List.of(
                new Crumb("Tỉnh Sơn La", "/a"),
                new Crumb("Xã Thuận Châu", "/b"),
                new Crumb("Bản mẫu 1", "/c"),
                new Crumb("Lò Văn Hặc", null)));
    return frame(
        html(
            ui(
                "head",
                "lead",
                "Hộ gia đình · mã SL-000123",
                "actions",
                html(
                    "<a class=\"button quiet\" href=\"/x\">Chuyển hộ</a><a class=\"button quiet\" href=\"/y\">Tách hộ</a><a class=\"button\" href=\"/z\">Sửa</a>")),
            "<div class=\"cols\"><section class=\"sheet\"><h2>Thông tin</h2>",
            ui(
                "facts",
                "content",
                html(
                    ui("fact", "label", "Chủ hộ", "value", "Lò Văn Hặc"),
                    ui(
                        "fact",
                        "label",
                        "Địa bàn",
                        "value",
                        "Bản mẫu 1, xã Thuận Châu (trước 7/2025: xã Chiềng Ly)"),
                    ui("fact", "label", "Người trong hộ", "value", "2 trẻ em, 3 người lớn"),
                    ui(
                        "fact",
                        "label",
                        "Tình trạng",
                        "content",
                        ui("tag", "kind", "ok", "label", "Đã công nhận 2025")))),
            "</section><section class=\"sheet\"><h2>Lịch sử</h2>",
            ui(
                "history",
                "lines",
                List.of(
                    new HistoryLine(
                        "10:42 03/11/2026",
                        "Xã trả lại hồ sơ",
                        "Lò Thị Mẫu",
                        "Thiếu ảnh minh chứng cho chỉ số 2.2, chụp giấy khen của cháu lớn là đủ.",
                        "back"),
                    new HistoryLine(
                        "08:15 01/11/2026", "Bản gửi hồ sơ lên xã", "Quàng Văn Mẫu", null, "wait"),
                    new HistoryLine(
                        "15/11/2025",
                        "Công nhận Gia đình học tập",
                        "Quyết định 12/QĐ-UBND",
                        null,
                        "ok"),
                    new HistoryLine(
                        "01/07/2025", "Xã Chiềng Ly nhập vào xã Thuận Châu", null, null, "plain"))),
            "</section></div>",
            "<section class=\"stack tight\"><div class=\"buttons\">",
            "<button class=\"button\">Lưu</button><button class=\"button quiet\">Xem lại</button><button class=\"button grave\">Đóng hộ</button><button class=\"button bare\">Để sau</button><button class=\"button\" disabled>Đang khóa</button></div><div class=\"row\">",
            ui("tag", "kind", "ok", "label", "Đã duyệt"),
            ui("tag", "kind", "wait", "label", "Chờ thẩm định"),
            ui("tag", "kind", "back", "label", "Trả lại"),
            ui("tag", "kind", "info", "label", "Đang mở"),
            ui("tag", "kind", "plain", "label", "Chưa chấm"),
            ui("tag", "kind", "none", "label", "Chưa báo cáo"),
            "</div></section>",
            ui(
                "note",
                "kind",
                "info",
                "content",
                html("<p>Điểm năm nay tính theo bộ tiêu chí phiên bản 2.</p>")),
            ui("note", "kind", "ok", "content", html("<p>Đã lưu lúc 10:42.</p>"))),
        false);
  }

  private byte[] done() {
    page = page("Đã gửi 63 hộ lên xã Thuận Châu", "work", List.of());
    return frame(
        html(
            ui(
                "done",
                "title",
                page.title(),
                "reference",
                "GD-2026-0412",
                "next",
                html(
                    "<p>Xã xem trong 5 ngày làm việc, chậm nhất 10/11/2026. Hộ nào bị trả lại sẽ hiện trong <b>Việc của tôi</b> kèm lý do.</p>"),
                "actions",
                html("<a class=\"button\" href=\"/\">Về Việc của tôi</a>"))),
        false);
  }

  private byte[] signIn() {
    page =
        new Page(
            t,
            null,
            "Đăng nhập",
            "",
            List.of(),
            List.of(),
            new Csrf("_csrf", "x"),
            look,
            "/sign-in",
            null,
            true,
            null);
    return views.bytes(
        "_layout/plain",
        page,
        Map.of(
            "content",
            html(
                "<h1>Đăng nhập</h1><form class=\"form\" method=\"post\" action=\"/sign-in\">",
                ui("csrf"),
                ui(
                    "field",
                    "name",
                    "username",
                    "label",
                    "Tên đăng nhập",
                    "autocomplete",
                    "username"),
                ui(
                    "field",
                    "name",
                    "password",
                    "label",
                    "Mật khẩu",
                    "type",
                    "password",
                    "autocomplete",
                    "current-password"),
                "<button class=\"button wide\">Đăng nhập</button></form>",
                ui(
                    "help",
                    "summary",
                    "Quên mật khẩu?",
                    "content",
                    html("<p>Nhờ cán bộ xã in phiếu đăng nhập mới.</p>")))));
  }

  private byte[] paper() {
    page = page("Danh sách hộ đề nghị công nhận Gia đình học tập", "dossiers", List.of());
    StringBuilder rows = new StringBuilder();
    for (int i = 1; i <= 12; i++) {
      rows.append(
          "<tr><td class=\"n\">"
              + i
              + "</td><th scope=\"row\">Chủ hộ mẫu "
              + i
              + "</th><td>Bản mẫu 1</td><td class=\"n\">"
              + (80 + i)
              + "</td><td></td></tr>");
    }
    return frame(
        html(
            ui(
                "printhead",
                "above",
                "UBND XÃ THUẬN CHÂU",
                "issuer",
                "BẢN MẪU 1",
                "number",
                "…/DS",
                "placeAndDate",
                "Thuận Châu, ngày 03 tháng 11 năm 2026"),
            ui("head", "lead", "Năm 2026"),
            "<section class=\"sheet flush\">",
            ui(
                "table",
                "caption",
                "Danh sách",
                "content",
                html(
                    "<thead><tr><th class=\"n\">TT</th><th>Chủ hộ</th><th>Bản</th><th class=\"n\">Điểm</th><th>Ghi chú</th></tr></thead><tbody>",
                    rows,
                    "</tbody>")),
            "</section>",
            ui(
                "signatures",
                "signatures",
                List.of(
                    new Signature("Người lập", "Quàng Văn Mẫu", false),
                    new Signature("Trưởng bản", null, false),
                    new Signature("Chủ tịch UBND xã", null, true)))),
        false);
  }
}
