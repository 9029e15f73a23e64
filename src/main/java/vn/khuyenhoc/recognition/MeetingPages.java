package vn.khuyenhoc.recognition;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaTrail;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.attachment.AttachmentKind;
import vn.khuyenhoc.platform.attachment.Attachments;
import vn.khuyenhoc.platform.document.AdministrativeDocument;
import vn.khuyenhoc.platform.document.OfficeTemplates;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.registry.SignedPaper;

/** Meetings of villages and councils: preparing one, recording what was voted, the minutes. */
@Controller
class MeetingPages {

  /** Lines for exceptions to a council's vote. */
  private static final int LINES = 10;

  private final Meetings meetings;
  private final Attachments attachments;
  private final Dossiers dossiers;
  private final MeetingMinutes minutes;
  private final OfficeTemplates templates;
  private final Areas areas;
  private final Offices offices;
  private final Views views;
  private final Clock clock;

  MeetingPages(
      Meetings meetings,
      Attachments attachments,
      Dossiers dossiers,
      MeetingMinutes minutes,
      OfficeTemplates templates,
      Areas areas,
      Offices offices,
      Views views,
      Clock clock) {
    this.meetings = meetings;
    this.attachments = attachments;
    this.dossiers = dossiers;
    this.minutes = minutes;
    this.templates = templates;
    this.areas = areas;
    this.offices = offices;
    this.views = views;
    this.clock = clock;
  }

  private List<Crumb> crumbs(Visit visit, Campaign campaign, MeetingKind kind, int area) {
    List<Crumb> crumbs = new ArrayList<>();
    crumbs.add(new Crumb(CampaignPages.title(visit, campaign), "/campaigns/" + campaign.id()));
    crumbs.addAll(
        AreaTrail.of(
            visit,
            areas.pathKnown(area),
            one -> one == area ? kind.home(campaign.id(), area) : null));
    crumbs.add(new Crumb(visit.t().t(kind.word("meeting.title")), kind.path(campaign.id(), area)));
    return crumbs;
  }

  // --- the meetings of a village or council

  @Needs(Right.DOSSIER_SCORE)
  @GetMapping("/campaigns/{id}/villages/{village}/meeting")
  ResponseEntity<byte[]> village(Visit visit, @PathVariable int id, @PathVariable int village) {
    return all(visit, HttpStatus.OK, id, village, MeetingKind.VILLAGE, null, List.of());
  }

  @Needs(Right.DOSSIER_APPRAISE)
  @GetMapping("/campaigns/{id}/communes/{commune}/council")
  ResponseEntity<byte[]> council(Visit visit, @PathVariable int id, @PathVariable int commune) {
    return all(visit, HttpStatus.OK, id, commune, MeetingKind.COUNCIL, null, List.of());
  }

  private ResponseEntity<byte[]> all(
      Visit visit,
      HttpStatus status,
      int id,
      int area,
      MeetingKind kind,
      @Nullable MeetingPlanForm typed,
      List<FieldError> errors) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    List<Meeting> all = meetings.of(visit.actor(), id, area, kind);
    Meeting planned =
        all.stream().filter(one -> one.status() == Meeting.Status.PLANNED).findFirst().orElse(null);
    MeetingPlanForm form =
        typed != null
            ? typed
            : planned == null
                ? new MeetingPlanForm(visit.t().date(LocalDate.now(clock)), "", "")
                : new MeetingPlanForm(
                    visit.t().date(planned.heldOn()), planned.place(), planned.invited());
    Map<String, Object> params = new HashMap<>();
    params.put("campaign", campaign);
    params.put("area", areas.byId(area));
    params.put("kind", kind);
    params.put("meetings", all);
    params.put("planned", planned);
    params.put("waiting", meetings.waiting(visit.actor(), id, area, kind));
    params.put("step", campaign.procedure().step(kind.step()).orElse(null));
    params.put("due", campaign.procedure().dueOn(kind.step(), campaign.year()).orElse(null));
    params.put("form", form);
    params.put("mayHold", campaign.open() && offices.acts(visit.actor(), kind.right(), area));
    params.put("errors", errors);
    return views.html(
        status,
        "recognition/meetings",
        visit.page(
            visit.t().t(kind.word("meeting.title")),
            "campaigns",
            AreaTrail.here(crumbs(visit, campaign, kind, area))),
        params);
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/campaigns/{id}/villages/{village}/meeting")
  ResponseEntity<byte[]> planVillage(
      Visit visit,
      @PathVariable int id,
      @PathVariable int village,
      @RequestParam(defaultValue = "") String heldOn,
      @RequestParam(defaultValue = "") String place,
      @RequestParam(defaultValue = "") String invited) {
    return plan(
        visit, id, village, MeetingKind.VILLAGE, new MeetingPlanForm(heldOn, place, invited));
  }

  @Needs(Right.DOSSIER_APPRAISE)
  @PostMapping("/campaigns/{id}/communes/{commune}/council")
  ResponseEntity<byte[]> planCouncil(
      Visit visit,
      @PathVariable int id,
      @PathVariable int commune,
      @RequestParam(defaultValue = "") String heldOn,
      @RequestParam(defaultValue = "") String place,
      @RequestParam(defaultValue = "") String invited) {
    return plan(
        visit, id, commune, MeetingKind.COUNCIL, new MeetingPlanForm(heldOn, place, invited));
  }

  private ResponseEntity<byte[]> plan(
      Visit visit, int id, int area, MeetingKind kind, MeetingPlanForm form) {
    return switch (meetings.plan(
        visit.actor(),
        new Meetings.Plan(
            id, area, kind, CampaignPages.date(form.heldOn()), form.place(), form.invited()))) {
      case Result.Ok<UUID>(UUID meeting) -> visit.leadTo("/meetings/" + meeting, "meeting.planned");
      case Result.Refused<UUID> refused ->
          all(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              id,
              area,
              kind,
              form,
              visit.errors(refused.problems()));
    };
  }

  // --- one meeting

  @Needs(Right.DOSSIER_SCORE)
  @GetMapping("/meetings/{meeting}")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable UUID meeting) {
    return show(visit, HttpStatus.OK, meeting, List.of());
  }

  private ResponseEntity<byte[]> show(
      Visit visit, HttpStatus status, UUID id, List<FieldError> errors) {
    Meeting meeting = meetings.byId(visit.actor(), id);
    Campaign campaign = dossiers.campaign(visit.actor(), meeting.campaignId());
    Area area = areas.lastKnown(meeting.areaId());
    return views.html(
        status,
        "recognition/meeting",
        visit.page(
            visit.t().t(meeting.kind().word("meeting.of"), area.name(), meeting.heldOn()),
            "campaigns",
            AreaTrail.and(
                crumbs(visit, campaign, meeting.kind(), meeting.areaId()),
                visit.t().date(meeting.heldOn()))),
        Map.of(
            "campaign",
            campaign,
            "area",
            area,
            "meeting",
            meeting,
            "ballots",
            meetings.ballots(visit.actor(), id),
            "percent",
            percent(meeting, campaign),
            "mayHold",
            campaign.open() && mayHold(visit, meeting),
            "errors",
            errors));
  }

  private static int percent(Meeting meeting, Campaign campaign) {
    Integer percent = meeting.percent();
    return percent == null ? campaign.procedure().content().votePercent() : percent;
  }

  private boolean mayHold(Visit visit, Meeting meeting) {
    return meetings.acts(visit.actor(), meeting);
  }

  @Needs(Right.DOSSIER_SCORE)
  @GetMapping("/meetings/{meeting}/minutes")
  ResponseEntity<byte[]> minutes(Visit visit, @PathVariable UUID meeting) {
    Meeting one = meetings.byId(visit.actor(), meeting);
    return Downloads.file(
        Downloads.WORD,
        minutesName(one) + ".docx",
        templates.word(TemplateKind.MINUTES, one.areaId(), minutes(visit, one)));
  }

  /** The minutes as PDF. */
  @Needs(Right.DOSSIER_SCORE)
  @GetMapping("/meetings/{meeting}/minutes.pdf")
  ResponseEntity<byte[]> minutesPdf(Visit visit, @PathVariable UUID meeting) {
    Meeting one = meetings.byId(visit.actor(), meeting);
    return Downloads.pdf(
        minutesName(one),
        templates.pdf(TemplateKind.MINUTES, one.areaId(), clock.instant(), minutes(visit, one)));
  }

  private AdministrativeDocument minutes(Visit visit, Meeting meeting) {
    return minutes.of(
        meeting,
        dossiers.campaign(visit.actor(), meeting.campaignId()),
        meetings.ballots(visit.actor(), meeting.id()),
        visit.demo());
  }

  private static String minutesName(Meeting meeting) {
    return "bien-ban-" + meeting.heldOn();
  }

  @Needs(Right.DOSSIER_SCORE)
  @GetMapping("/meetings/{meeting}/scan")
  ResponseEntity<?> scan(Visit visit, @PathVariable UUID meeting) {
    Meetings.Paper paper = meetings.scan(visit.actor(), meeting).orElse(null);
    if (paper == null) {
      return visit.leadAway("/meetings/" + meeting, "meeting.scan.none");
    }
    return Downloads.file(
        MediaType.parseMediaType(paper.mediaType()),
        "bien-ban." + AttachmentKind.endingOf(paper.mediaType()),
        paper.path());
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/meetings/{meeting}/scan")
  ResponseEntity<byte[]> attach(
      Visit visit,
      @PathVariable UUID meeting,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    List<Problem> unfit = meetings.attachable(visit.actor(), meeting);
    if (!unfit.isEmpty()) {
      return attached(visit, meeting, Result.refused(unfit));
    }
    if (file == null || file.isEmpty()) {
      return attached(
          visit, meeting, Result.refused(Problem.at("file", MeetingProblem.SCAN_MISSING)));
    }
    return switch (attachments.read("file", file)) {
      case Result.Ok<Attachment>(Attachment paper) ->
          attached(visit, meeting, meetings.attach(visit.actor(), meeting, paper));
      case Result.Refused<Attachment>(List<Problem> problems) ->
          attached(visit, meeting, Result.refused(problems));
    };
  }

  private ResponseEntity<byte[]> attached(Visit visit, UUID id, Result<Meeting> result) {
    return result.done()
        ? visit.leadTo("/meetings/" + id, "meeting.scan.done")
        : show(visit, HttpStatus.UNPROCESSABLE_CONTENT, id, visit.errors(result.problems()));
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/meetings/{meeting}/drop")
  ResponseEntity<byte[]> drop(Visit visit, @PathVariable UUID meeting) {
    return switch (meetings.drop(visit.actor(), meeting)) {
      case Result.Ok<Meeting>(Meeting one) ->
          visit.leadTo(one.kind().path(one.campaignId(), one.areaId()), "meeting.dropped");
      case Result.Refused<Meeting> refused ->
          show(visit, HttpStatus.UNPROCESSABLE_CONTENT, meeting, visit.errors(refused.problems()));
    };
  }

  // --- recording

  @Needs(Right.DOSSIER_SCORE)
  @GetMapping("/meetings/{meeting}/hold")
  ResponseEntity<byte[]> askToHold(Visit visit, @PathVariable UUID meeting) {
    return form(visit, HttpStatus.OK, meeting, false, null, List.of());
  }

  @Needs(Right.DOSSIER_SCORE)
  @GetMapping("/meetings/{meeting}/correct")
  ResponseEntity<byte[]> askToCorrect(Visit visit, @PathVariable UUID meeting) {
    return form(visit, HttpStatus.OK, meeting, true, null, List.of());
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/meetings/{meeting}/hold")
  ResponseEntity<byte[]> hold(
      Visit visit, @PathVariable UUID meeting, @RequestParam Map<String, String> fields) {
    MeetingHoldForm form = typed(fields);
    Protocol protocol = protocol(form, meetings.ballots(visit.actor(), meeting));
    return recorded(
        visit,
        meeting,
        false,
        form,
        meetings.hold(visit.actor(), meeting, instant(form.listedAt()), protocol));
  }

  @Needs(Right.DOSSIER_SCORE)
  @PostMapping("/meetings/{meeting}/correct")
  ResponseEntity<byte[]> correct(
      Visit visit, @PathVariable UUID meeting, @RequestParam Map<String, String> fields) {
    MeetingHoldForm form = typed(fields);
    Protocol protocol = protocol(form, meetings.ballots(visit.actor(), meeting));
    return recorded(
        visit,
        meeting,
        true,
        form,
        meetings.correct(visit.actor(), meeting, protocol, form.reason()));
  }

  private ResponseEntity<byte[]> recorded(
      Visit visit, UUID id, boolean again, MeetingHoldForm form, Result<Meetings.Voted> result) {
    return switch (result) {
      case Result.Ok<Meetings.Voted>(Meetings.Voted voted) ->
          visit.leadTo(
              "/meetings/" + voted.meetingId(),
              voted.again() > 0
                  ? "meeting.held.again"
                  : voted.failed() == 0 ? "meeting.held.all" : "meeting.held",
              voted.passed(),
              voted.failed(),
              voted.again());
      case Result.Refused<Meetings.Voted> refused ->
          form(visit, HttpStatus.UNPROCESSABLE_CONTENT, id, again, form, refused.problems());
    };
  }

  private static MeetingHoldForm typed(Map<String, String> fields) {
    Map<String, String> against = new HashMap<>();
    Map<String, String> abstained = new HashMap<>();
    List<MeetingHoldForm.Line> lines = new ArrayList<>();
    fields.forEach(
        (name, value) -> {
          if (name.startsWith("against:")) {
            against.put(name.substring("against:".length()), value.strip());
          } else if (name.startsWith("abstained:")) {
            abstained.put(name.substring("abstained:".length()), value.strip());
          }
        });
    for (int line = 1; line <= 1000 && fields.containsKey("code" + line); line++) {
      lines.add(
          new MeetingHoldForm.Line(
              fields.getOrDefault("code" + line, "").strip(),
              fields.getOrDefault("against" + line, "").strip(),
              fields.getOrDefault("abstained" + line, "").strip()));
    }
    return new MeetingHoldForm(
        fields.getOrDefault("listedAt", ""),
        fields.getOrDefault("heldOn", ""),
        fields.getOrDefault("place", ""),
        fields.getOrDefault("chair", ""),
        fields.getOrDefault("secretary", ""),
        fields.getOrDefault("present", ""),
        fields.getOrDefault("ofHowMany", ""),
        fields.getOrDefault("attendants", ""),
        fields.getOrDefault("reason", ""),
        fields.containsKey("leaveOut"),
        against,
        abstained,
        lines);
  }

  /** A moment as a form carries it; null for what is none. */
  private static @Nullable Instant instant(String typed) {
    try {
      return Instant.parse(typed);
    } catch (DateTimeParseException none) {
      return null;
    }
  }

  private static Protocol protocol(MeetingHoldForm form, List<Ballot> ballots) {
    Map<DossierKey, Protocol.Against> exceptions = new HashMap<>();
    List<String> strangers = new ArrayList<>();
    Map<String, DossierKey> codes =
        ballots.stream().collect(Collectors.toMap(Ballot::code, Ballot::key, (one, same) -> one));
    Map<String, DossierKey> places =
        ballots.stream()
            .collect(
                Collectors.toMap(
                    one -> String.valueOf(one.place()), Ballot::key, (one, same) -> one));
    for (Ballot ballot : ballots) {
      String key = ballot.key().text();
      Protocol.Against one =
          new Protocol.Against(
              number(form.against().getOrDefault(key, "")),
              number(form.abstained().getOrDefault(key, "")));
      if (!one.equals(Protocol.Against.NOBODY)) {
        exceptions.put(ballot.key(), one);
      }
    }
    for (MeetingHoldForm.Line line : form.lines()) {
      if (line.empty()) {
        continue;
      }
      DossierKey key = codes.getOrDefault(line.code(), places.get(line.code()));
      if (key == null) {
        strangers.add(line.code());
      } else {
        exceptions.put(key, new Protocol.Against(number(line.against()), number(line.abstained())));
      }
    }
    return new Protocol(
        CampaignPages.date(form.heldOn()),
        form.place(),
        form.chair(),
        form.secretary(),
        form.present().isBlank() ? null : number(form.present()),
        form.ofHowMany().isBlank() ? null : number(form.ofHowMany()),
        form.attendants(),
        exceptions,
        strangers,
        form.leaveOut());
  }

  /** A count; nothing is 0, what is no number is negative. */
  private static int number(String typed) {
    String digits = typed.strip().replace(".", "");
    if (digits.isEmpty()) {
      return 0;
    }
    return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : -1;
  }

  private ResponseEntity<byte[]> form(
      Visit visit,
      HttpStatus status,
      UUID id,
      boolean again,
      @Nullable MeetingHoldForm typed,
      List<Problem> problems) {
    Meeting meeting = meetings.byId(visit.actor(), id);
    if (again != (meeting.status() == Meeting.Status.HELD)
        || !again && meeting.status() != Meeting.Status.PLANNED
        || !mayHold(visit, meeting)) {
      // somebody recorded it in between: what they recorded is seen first
      return problems.isEmpty()
          ? visit.leadTo("/meetings/" + id)
          : show(visit, HttpStatus.UNPROCESSABLE_CONTENT, id, visit.errors(problems));
    }
    Campaign campaign = dossiers.campaign(visit.actor(), meeting.campaignId());
    List<Ballot> ballots = meetings.ballots(visit.actor(), id);
    MeetingHoldForm form = typed == null ? recorded(visit, meeting, ballots) : typed;
    List<FieldError> errors = new ArrayList<>();
    for (Problem problem : problems) {
      String field = problem.field();
      errors.add(
          new FieldError(
              field == null ? "" : field.indexOf('/') > 0 ? "against:" + field : field,
              visit.sentence(problem)));
    }
    String title = visit.t().t(again ? "meeting.correct" : "meeting.hold");
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("campaign", campaign);
    params.put("area", areas.lastKnown(meeting.areaId()));
    params.put("meeting", meeting);
    params.put("ballots", ballots);
    params.put("percent", percent(meeting, campaign));
    params.put("form", form);
    params.put("again", again);
    params.put(
        "changed",
        problems.stream().anyMatch(one -> one.code() == MeetingProblem.CHANGED_SINCE_LISTED));
    params.put("errors", errors);
    List<Crumb> crumbs = crumbs(visit, campaign, meeting.kind(), meeting.areaId());
    crumbs.add(new Crumb(visit.t().date(meeting.heldOn()), meeting.path()));
    return views.html(
        status,
        "recognition/meeting-hold",
        visit.page(title, "campaigns", AreaTrail.and(crumbs, title)),
        params);
  }

  /** What is known before anything is typed. */
  private MeetingHoldForm recorded(Visit visit, Meeting meeting, List<Ballot> ballots) {
    Map<String, String> against = new HashMap<>();
    Map<String, String> abstained = new HashMap<>();
    List<MeetingHoldForm.Line> lines = new ArrayList<>();
    for (Ballot ballot : ballots) {
      Integer no = ballot.against();
      Integer silent = ballot.abstained();
      if (no == null || silent == null || no + silent == 0) {
        continue;
      }
      against.put(ballot.key().text(), no == 0 ? "" : String.valueOf(no));
      abstained.put(ballot.key().text(), silent == 0 ? "" : String.valueOf(silent));
      lines.add(
          new MeetingHoldForm.Line(ballot.code(), String.valueOf(no), String.valueOf(silent)));
    }
    if (meeting.kind() == MeetingKind.VILLAGE) {
      lines.clear();
    } else {
      against.clear();
      abstained.clear();
      for (int line = 0; line < LINES; line++) {
        lines.add(new MeetingHoldForm.Line("", "", ""));
      }
    }
    Integer present = meeting.present();
    Integer all = meeting.ofHowMany();
    return new MeetingHoldForm(
        meeting.listedAt().toString(),
        visit.t().date(meeting.heldOn()),
        meeting.place(),
        meeting.chair().isEmpty()
            ? minutes.signing(meeting, SignedPaper.MINUTES_CHAIR).name()
            : meeting.chair(),
        meeting.secretary().isEmpty()
            ? minutes.signing(meeting, SignedPaper.MINUTES_SECRETARY).name()
            : meeting.secretary(),
        present == null ? "" : String.valueOf(present),
        all == null ? "" : String.valueOf(all),
        meeting.status() == Meeting.Status.PLANNED && meeting.kind() == MeetingKind.COUNCIL
            ? meeting.invited()
            : meeting.attendants(),
        "",
        false,
        against,
        abstained,
        lines);
  }
}
