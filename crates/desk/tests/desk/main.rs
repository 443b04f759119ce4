//! The window's types are the desk's types: `ui/src/ipc/bindings.ts` is generated from `view`, and this test fails
//! when it is not current. `UPDATE=1 cargo test -p desk` writes it anew.
#![allow(clippy::unwrap_used, reason = "tests fail loudly")]

use desk::view::*;
use std::path::Path;
use ts_rs::{Config, TS};

macro_rules! declarations {
    ($($name:ident),* $(,)?) => {{
        let config = Config::new();
        [$(format!("export {}\n", <$name as TS>::decl(&config))),*]
    }};
}

#[test]
#[allow(clippy::too_many_lines, reason = "a list of types")]
fn bindings_are_current() {
    let declared = declarations!(
        TextView,
        AppPhase,
        KeyringState,
        AppView,
        EnrolInput,
        StatusView,
        ErrorView,
        PersonView,
        MeetingStateView,
        MeetingView,
        PositionValueView,
        SafetyView,
        MyPositionView,
        PapersStateView,
        ItemView,
        PollKindView,
        PollStateView,
        ChoiceView,
        PollLineView,
        AgendaView,
        ExpectedView,
        ExpectedKindView,
        DocumentRoleView,
        FileStateView,
        DocumentView,
        DossierView,
        BookEntryView,
        BookView,
        ClassificationView,
        OpenedView,
        PageView,
        OutlineView,
        PageTextView,
        TextRunView,
        RectView,
        MarkView,
        AnnotationView,
        AnnotationInput,
        PollView,
        BoundPaperView,
        MyBallotView,
        BallotInput,
        ResultView,
        OutcomeView,
        NamedVoteView,
        DeviceView,
        KeptView,
        KeptStateView,
        RightsView,
        PositionInput,
        StatedPositionView,
        MeetingHeldAsView,
        ItemKindView,
        VisibilityView,
        PartView,
        PartReasonView,
        DossierStateView,
        PositionCountsView,
        PlaceInPlanView,
        ForecastView,
        PrepareView,
        PersonChoiceView,
        RoleView,
        PrepareItemView,
        RecusalView,
        LateView,
        PrepareDocumentView,
        VersionView,
        SendingView,
        PaperWarningView,
        AnnouncementView,
        ConflictView,
        TakenFileView,
        DoneView,
        FormStateView,
        GradeView,
        FormLineView,
        FormView,
        SessionChoiceView,
        ExtensionView,
        FormQuestionView,
        FormMemberStateView,
        FormMemberView,
        FormAnswerView,
        ReplyKindView,
        ReplyView,
        SettledView,
        TwiceInput,
        ActInput,
        PeopleView,
        BodyView,
        PersonLineView,
        SeatView,
        SeatStateView,
        DelegationView,
        PeopleImportView,
        ImportColumnView,
        ImportLineView,
        ImportDoesView,
        ImportProblemView,
        AdministeredDeviceView,
        EnrolmentCodeView,
        TrailInput,
        TrailView,
        TrailLineView,
        TrailSubjectView,
        SavedFileView,
        ReportFormatView
    );
    let generated = format!(
        "// Generated from crates/desk/src/view; `UPDATE=1 cargo test -p desk` writes it anew.\n\n{}",
        declared.join("\n")
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/ipc/bindings.ts");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(kept == generated, "bindings.ts is stale: run UPDATE=1 cargo test -p desk");
}
