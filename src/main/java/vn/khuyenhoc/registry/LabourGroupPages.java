package vn.khuyenhoc.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** The labour groups of citizens in the browser: the list, adding, renaming, ending. */
@Controller
class LabourGroupPages {

  private static final String PATH = "/labour-groups";

  private final LabourGroups groups;
  private final Views views;

  LabourGroupPages(LabourGroups groups, Views views) {
    this.groups = groups;
    this.views = views;
  }

  @Needs(Right.CRITERIA_READ)
  @GetMapping(PATH)
  ResponseEntity<byte[]> list(Visit visit) {
    return views.html(
        "registry/labour-groups",
        visit.page(visit.t().t("labour-group.title"), nav(visit), List.of()),
        Map.of(
            "groups",
            groups.list(),
            "keeps",
            visit.actor().holds(Right.CRITERIA_WRITE) && groups.keeps(visit.actor()),
            "back",
            visit.actor().holds(Right.HOUSEHOLD_READ) ? "/citizens" : "/criteria"));
  }

  /** Whoever keeps only the country's criteria does not see the register. */
  private static String nav(Visit visit) {
    return visit.actor().holds(Right.HOUSEHOLD_READ) ? HouseholdPages.NAV : "criteria";
  }

  // ---- adding

  @Needs(Right.CRITERIA_WRITE)
  @GetMapping(PATH + "/new")
  ResponseEntity<byte[]> add(Visit visit) {
    return groups.keeps(visit.actor())
        ? addForm(visit, HttpStatus.OK, Map.of(), List.of())
        : visit.leadTo(PATH);
  }

  @Needs(Right.CRITERIA_WRITE)
  @PostMapping(PATH + "/new")
  ResponseEntity<byte[]> addNow(Visit visit, @RequestParam Map<String, String> form) {
    LabourGroupEntry entry = entry(form);
    Result<String> added = groups.add(visit.actor(), form.getOrDefault("code", ""), entry);
    return added.done()
        ? visit.leadTo(PATH, "labour-group.done.ADD", entry.name())
        : addForm(visit, HttpStatus.UNPROCESSABLE_CONTENT, form, added.problems());
  }

  private ResponseEntity<byte[]> addForm(
      Visit visit, HttpStatus status, Map<String, String> values, List<Problem> problems) {
    Texts t = visit.t();
    List<FormField> fields = new ArrayList<>(fields(values, t));
    fields.add(
        1,
        FormField.of(
                FormField.Type.TEXT,
                "code",
                t.t("labour-group.code"),
                values.getOrDefault("code", ""))
            .optional()
            .most(LabourGroupEntry.LONGEST_CODE)
            .hint(t.t("labour-group.code.hint")));
    return form(
        visit,
        status,
        t.t("labour-group.new"),
        null,
        fields,
        PATH + "/new",
        t.t("subject.save"),
        problems);
  }

  // ---- changing one

  private enum Act {
    EDIT,
    END,
    REOPEN;

    static Act of(String path) {
      for (Act act : values()) {
        if (act.name().equalsIgnoreCase(path)) {
          return act;
        }
      }
      throw new NotFoundException("act " + path);
    }
  }

  @Needs(Right.CRITERIA_WRITE)
  @GetMapping(PATH + "/{code}/{act}")
  ResponseEntity<byte[]> act(Visit visit, @PathVariable String code, @PathVariable String act) {
    LabourGroup group = groups.byCode(code);
    Act chosen = Act.of(act);
    if (!groups.keeps(visit.actor())) {
      return visit.leadTo(PATH);
    }
    Map<String, String> values = new HashMap<>();
    values.put("version", String.valueOf(group.version()));
    values.put("name", group.name());
    values.put("explanation", group.explanation());
    values.put("source", group.source());
    if (group.verified()) {
      values.put("verified", "true");
    }
    return actForm(visit, HttpStatus.OK, chosen, group, values, List.of());
  }

  @Needs(Right.CRITERIA_WRITE)
  @PostMapping(PATH + "/{code}/{act}")
  ResponseEntity<byte[]> actNow(
      Visit visit,
      @PathVariable String code,
      @PathVariable String act,
      @RequestParam Map<String, String> form) {
    LabourGroup group = groups.byCode(code);
    Act chosen = Act.of(act);
    int version = HouseholdForms.version(form);
    Result<String> done =
        switch (chosen) {
          case EDIT -> groups.edit(visit.actor(), code, version, entry(form));
          case END -> groups.end(visit.actor(), code, version);
          case REOPEN -> groups.reopen(visit.actor(), code, version);
        };
    return done.done()
        ? visit.leadTo(PATH, "labour-group.done." + chosen.name(), groups.byCode(code).name())
        : actForm(visit, HttpStatus.UNPROCESSABLE_CONTENT, chosen, group, form, done.problems());
  }

  private ResponseEntity<byte[]> actForm(
      Visit visit,
      HttpStatus status,
      Act act,
      LabourGroup group,
      Map<String, String> values,
      List<Problem> problems) {
    Texts t = visit.t();
    List<FormField> fields = new ArrayList<>();
    fields.add(FormField.hidden("version", values.getOrDefault("version", "")));
    if (act == Act.EDIT) {
      fields.addAll(fields(values, t));
    }
    String title = t.t("labour-group.act." + act.name());
    return form(
        visit,
        status,
        title,
        group,
        fields,
        PATH + "/" + group.code() + "/" + act.name().toLowerCase(java.util.Locale.ROOT),
        act == Act.EDIT ? t.t("subject.save") : title,
        problems);
  }

  private static List<FormField> fields(Map<String, String> values, Texts t) {
    return List.of(
        FormField.of(
                FormField.Type.TEXT,
                "name",
                t.t("labour-group.name"),
                values.getOrDefault("name", ""))
            .most(LabourGroupEntry.LONGEST_NAME),
        FormField.of(
                FormField.Type.LINES,
                "explanation",
                t.t("labour-group.explanation"),
                values.getOrDefault("explanation", ""))
            .optional()
            .most(LabourGroupEntry.LONGEST_EXPLANATION)
            .hint(t.t("labour-group.explanation.hint")),
        FormField.of(
                FormField.Type.TEXT,
                "source",
                t.t("labour-group.source"),
                values.getOrDefault("source", ""))
            .optional()
            .most(LabourGroupEntry.LONGEST_SOURCE)
            .hint(t.t("labour-group.source.hint")),
        FormField.of(
                FormField.Type.TICK,
                "verified",
                t.t("labour-group.verified"),
                values.getOrDefault("verified", ""))
            .optional());
  }

  private static LabourGroupEntry entry(Map<String, String> form) {
    return new LabourGroupEntry(
        form.getOrDefault("name", ""),
        form.getOrDefault("explanation", ""),
        form.getOrDefault("source", ""),
        form.getOrDefault("verified", "").equals("true"));
  }

  private ResponseEntity<byte[]> form(
      Visit visit,
      HttpStatus status,
      String title,
      @Nullable LabourGroup group,
      List<FormField> fields,
      String action,
      String primary,
      List<Problem> problems) {
    Texts t = visit.t();
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("lead", group == null ? null : group.name() + " · " + group.code());
    params.put(
        "note",
        action.endsWith("/end")
            ? t.t("labour-group.note.END")
            : action.endsWith("/edit") ? t.t("labour-group.note") : null);
    params.put("fields", fields);
    params.put("errors", visit.errors(problems));
    params.put("action", action);
    params.put("primary", primary);
    params.put("back", PATH);
    return views.html(
        status,
        "registry/subject-form",
        visit.page(
            title,
            nav(visit),
            List.of(new Crumb(t.t("labour-group.title"), PATH), new Crumb(title, null))),
        params);
  }
}
