//! Every kind of mistake fails the build, at its line, with a sentence that says what to do.

mod common;

use common::{BORSET, CHARTER, Content, LIBRARY, PICTURES, RIGHT, STEPS, changed, compile, steps};
use onward_packs::{Compiled, Problem};

/// The council's pack with one thing changed.
fn borset(from: &str, to: &str) -> String {
    changed(BORSET, from, to)
}

/// Spoiled content answers with exactly this one problem (its beginning; the whole of it may go on).
fn check(england: &str, expected: &str) {
    only(compile(england, BORSET), expected);
}

/// As [`check`], for the council's pack.
fn check_council(borset: &str, expected: &str) {
    only(compile(STEPS, borset), expected);
}

fn only(compiled: Result<Compiled, Vec<Problem>>, expected: &str) {
    let problems: Vec<String> = match compiled {
        Ok(_) => panic!("no problem was found; expected: {expected}"),
        Err(problems) => problems.iter().map(Problem::to_string).collect(),
    };
    assert!(
        matches!(problems.as_slice(), [one] if one.strip_prefix("content/").is_some_and(|one| one.starts_with(expected))),
        "expected: content/{expected}\nfound: {problems:#?}"
    );
}

/// Spoils the steps one line at a time.
fn each(cases: &[(&str, &str, &str)]) {
    for (from, to, expected) in cases {
        check(&steps(from, to), &format!("england/test.toml:{expected}"));
    }
}

#[test]
fn unknown_names() {
    each(&[
        (
            "\"phase_transfer_deadline_quoted\"",
            "\"phase_transfer_deadline_quote\"",
            "11: there is no rule \"phase_transfer_deadline_quote\": did you mean \"phase_transfer_deadline_quoted\"?",
        ),
        (
            "without = [\"gets_dla\"]",
            "without = [\"get_dla\"]",
            "10: there is no fact \"get_dla\": did you mean \"gets_dla\"?",
        ),
        (
            "support = [\"ehc_plan\"]",
            "support = [\"ehcp\"]",
            "10: \"ehcp\" is not a word of support: use one of ehc_plan,",
        ),
        ("support = [\"ehc_plan\"]", "moves = [\"to_moon\"]", "10: \"to_moon\" is not a word of move"),
        ("support = [\"ehc_plan\"]", "unless_move = [\"to_moon\"]", "10: \"to_moon\" is not a word of move"),
        ("support = [\"ehc_plan\"]", "setting = [\"moon\"]", "10: \"moon\" is not a word of setting"),
        (
            "move = \"primary_to_secondary\"",
            "move = \"to_moon\"",
            "11: \"to_moon\" does not fit \"move\": use one of early_years_to_school,",
        ),
        (
            "move = \"primary_to_secondary\"",
            "gets_dla = 3",
            "11: \"3\" does not fit \"gets_dla\": use true or false",
        ),
        (
            "move = \"primary_to_secondary\"",
            "year_group_offset = \"one\"",
            "11: \"one\" does not fit \"year_group_offset\": use a whole number",
        ),
        ("move = \"primary_to_secondary\"", "mover = \"x\"", "11: there is no fact \"mover\""),
        (
            "owner = \"council\"",
            "owner = \"mother\"",
            "6: owner `mother` is not known: use one of `young_person`,",
        ),
        ("helpers = [\"parent_carer\"]", "helpers = [\"father\"]", "7: helper `father` is not known"),
        ("helpers = [\"parent_carer\"]", "helpers = [\"council\"]", "7: \"council\" is already named"),
        ("badge = \"law\"", "badge = \"lore\"", "8: badge `lore` is not known"),
        ("part = \"work_and_learning\"", "part = \"fun\"", "30: part `fun` is not known"),
        ("pathway = \"primary_to_secondary\"", "pathway = \"to_moon\"", "3: pathway `to_moon` is not known"),
        ("stage = \"year_6\"", "stage = \"year_16\"", "4: there is no stage \"year_16\": did you mean"),
        (
            "stage = \"year_6\"",
            "stage = \"year_11\"",
            "4: the stage \"year_11\" is of preparing_for_adulthood",
        ),
        (
            "waits_for = \"name-the-school\"",
            "waits_for = \"name-a-school\"",
            "38: there is no step \"name-a-school\": did you mean \"name-the-school\"?",
        ),
        (
            "waits_for = \"name-the-school\"",
            "waits_for = \"borset-tell-the-council\"",
            "38: there is no step",
        ),
        (
            "records = \"last_review_completed\"",
            "records = \"last_review\"",
            "39: there is no fact \"last_review\"",
        ),
        (
            "records = \"last_review_completed\"",
            "records = \"gets_dla\"",
            "39: \"gets_dla\" is not a date fact",
        ),
        (
            "known = [\"last_review_completed\"]",
            "known = [\"gets_dla\"]",
            "35: \"gets_dla\" is not a date fact",
        ),
        (
            "months_from = \"last_review_completed\"",
            "months_from = \"support\"",
            "36: \"support\" is not a date fact",
        ),
        ("without = [\"gets_dla\"]", "without = [\"support\"]", "10: \"support\" is not a yes/no fact"),
    ]);
}

#[test]
fn a_stage_is_of_the_pathway_of_its_step() {
    each(&[(
        "pathway = \"primary_to_secondary\"",
        "pathway = \"every_year\"",
        "4: the stage \"year_6\" is of primary_to_secondary, not of every_year",
    )]);
}

#[test]
fn rules_must_answer_what_they_are_asked() {
    each(&[
        (
            "\"phase_transfer_deadline_quoted\"",
            "\"year_group\"",
            "11: the rule \"year_group\" does not answer with a date",
        ),
        (
            "\"phase_transfer_deadline_quoted\"",
            "\"is_working_day\"",
            "11: the rule \"is_working_day\" does not answer with a date",
        ),
        (
            "from = { term = 1, edge = \"start\" }",
            "from = \"is_summer_born\"",
            "36: the rule \"is_summer_born\" does not answer with a date",
        ),
        (
            "rules = [\"is_summer_born\"]",
            "rules = [\"year_group\"]",
            "35: \"year_group\" is not a rule that answers yes or no",
        ),
        (
            "rules = [\"is_summer_born\"]",
            "rules = [\"turns_18_on\"]",
            "35: \"turns_18_on\" is not a rule that answers yes or no",
        ),
    ]);
}

#[test]
fn dates_must_be_possible() {
    each(&[
        ("month = 9, day = 1, year = 7", "month = 13, day = 1, year = 7", "12: there is no month 13"),
        (
            "month = 9, day = 1, year = 7",
            "month = 9, day = 31, year = 7",
            "12: day 31 is not in month 9 every year",
        ),
        (
            "month = 9, day = 1, year = 7",
            "month = 2, day = 29, year = 7",
            "12: day 29 is not in month 2 every year",
        ),
        ("month = 9, day = 1, year = 7", "month = 9, day = 1", "12: the rule has no year"),
        (
            "month = 9, day = 1, year = 7",
            "month = 9, day = 1, year = 2027",
            "12: Year 2027 is not a school year",
        ),
        ("repeat = { school_years = [11, 13] }", "", "36: the rule has no year"),
        ("repeat = { school_years = [11, 13] }", "repeat = \"due_year\"", "36: the rule has no year"),
        ("repeat = { school_years = [11, 13] }", "repeat = \"daily\"", "37: repeat cannot be \"daily\""),
        (
            "repeat = { school_years = [11, 13] }",
            "repeat = { school_years = [13, 11] }",
            "37: school_years must be a first and a last",
        ),
        ("term = 1, edge = \"start\"", "term = 5, edge = \"start\"", "36: there is no [[term]] 5"),
        ("term = 1, edge = \"start\"", "term = 1", "36: say which end of the term"),
        ("term = 1, edge = \"start\"", "term = 1, edge = \"middle\"", "36: edge `middle` is not known"),
        ("term = 1, edge = \"start\"", "term = 1, birthday = 16", "36: a date rule needs exactly one of"),
        (
            "term = 1, edge = \"start\"",
            "birthday = 16, edge = \"start\"",
            "36: \"edge\" does not go with \"birthday\"",
        ),
        ("term = 1, edge = \"start\"", "birthday = 160", "36: nobody on these paths turns 160"),
        (
            "\"last_review_completed\", months = 3 }",
            "\"last_review_completed\" }",
            "36: say how many: add months",
        ),
        ("kind = \"prompt\"", "kind = \"sometime\"", "36: there is no date kind \"sometime\""),
        (
            "kind = \"prompt\"",
            "kind = \"prompt\", local = true",
            "36: \"local\" does not go with a date of kind \"prompt\"",
        ),
        (
            "kind = \"prompt\", from = { term = 1, edge = \"start\" }",
            "kind = \"prompt\"",
            "36: a date of kind \"prompt\" needs \"from\"",
        ),
        (
            "remedy_until = { on = { month = 9, day = 1, year = 7 } }\n",
            "remedy_until = { birthday = 12, weeks = 1 }\n",
            "12: \"weeks\" does not go with \"birthday\"",
        ),
        ("from_year = 5, to_year = 7", "from_year = 7, to_year = 5", "10: to_year is before from_year"),
    ]);
}

#[test]
fn sources_must_be_whole() {
    each(&[
        (
            "name = \"SEND Code of Practice 2015, chapter 8\"",
            "name = \"\"",
            "43: the source has an empty name",
        ),
        (
            "name = \"SEND Code of Practice 2015, chapter 8\"",
            "web = \"https://www.gov.uk\"",
            "43: the source has no name",
        ),
        ("source = { name = \"SEND Code of Practice 2015, chapter 8\" }", "", "27: it has no source"),
        (
            "likes.\"]\nsource = { name = \"SEND Code of Practice 2015, chapter 8\" }\nchecked_on = 2026-11-22",
            "likes.\"]\nsource = { name = \"SEND Code 2015\" }",
            "27: checked_on is missing",
        ),
        (
            "chapter 8\" }\nchecked_on = 2026-11-22",
            "chapter 8\" }\nchecked_on = 2026-11-22T10:00:00",
            "44: checked_on must be a day without a time",
        ),
        ("regulation/18\"", "regulation/18†\"", "21: the address has a \"†\""),
        ("https://www", "www", "21: the address must be a whole one"),
        (
            "https://www.legislation.gov.uk",
            "https://legislation gov.uk",
            "21: there is a space in the address",
        ),
    ]);
}

#[test]
fn ids_are_unique_and_tidy() {
    each(&[
        (
            "id = \"talk-about-work\"",
            "id = \"name-the-school\"",
            "27: the step \"name-the-school\" already stands at england/test.toml:2",
        ),
        (
            "id = \"talk-about-work\"",
            "id = \"Talk_about\"",
            "27: the step \"Talk_about\": use lower-case letters",
        ),
    ]);
    check_council(
        &borset("id = \"borset-tell-the-council\"", "id = \"talk-about-work\""),
        "england/test.toml:27: the step \"talk-about-work\" already stands at borset/pack.toml:18",
    );
}

#[test]
fn sentences_are_short() {
    let long = "This sentence goes on and on for {name} and on and on until it has far more than twenty words in it.";
    for (field, line) in [
        ("why = \"{name} then has time to get ready.\"", 14),
        ("late = \"Write to the council and say the day has passed.\"", 20),
        ("when = \"Before 15 February of Year 6\"", 13),
    ] {
        let key = field.split(' ').next().unwrap();
        check(
            &steps(field, &format!("{key} = \"{long}\"")),
            &format!(
                "england/test.toml:{line}: {key}: a sentence of 22 words: cut it to 20 or fewer (\"This sentence goes on and on …\")"
            ),
        );
    }
    check(
        &steps("\"Ask for an answer, e.g. in 2 weeks.\"", &format!("\"{long}\"")),
        "england/test.toml:17: how: a sentence of 22 words",
    );
    check(
        &steps("\"Which school will be named?\"", &format!("\"{long}\"")),
        "england/test.toml:19: ask: a sentence of 22 words",
    );
}

#[test]
fn titles_are_short_and_plain() {
    each(&[
        (
            "title = \"Talk about work each year\"",
            "title = \"talk about work\"",
            "31: the title: it must start with a verb and a capital letter",
        ),
        (
            "title = \"Talk about work each year\"",
            "title = \"Talk about work.\"",
            "31: the title: take away the full stop",
        ),
        (
            "title = \"Talk about work each year\"",
            "title = \"Talk about work and then talk about work and then talk about rest\"",
            "31: the title: it has 13 words",
        ),
    ]);
}

#[test]
fn some_words_are_never_used() {
    for (words, expected) in [
        ("It costs £5.", "\"£\" stands in it: never give a sum of money"),
        ("It costs 5 pounds.", "\"pounds\" stands in it: never give a sum of money"),
        ("Do it Soon.", "\"soon\" stands in it: say when, or leave it out"),
        ("You can submit it.", "\"submit\" stands in it: say send"),
        ("Ring 01632 960 001.", "\"01632 960 001\" looks like a phone number"),
        ("Ask {child} first.", "only {name} and {name's} may stand in braces"),
    ] {
        check(&steps("It helps to talk early.", words), &format!("england/test.toml:41: why: {expected}"));
    }
    check(
        &steps("It helps to talk early.", "Borset asks for it."),
        "england/test.toml:41: why names \"Borset\": what is about one council",
    );
    check(
        &steps("SEND Code of Practice 2015, chapter 8", "Borset guidance 2023"),
        "england/test.toml:43: the source names \"Borset\"",
    );
    check(&steps("why = \"It helps to talk early.\"", "why = \" \""), "england/test.toml:41: why is empty");
}

#[test]
fn a_step_is_complete() {
    each(&[
        ("part = \"work_and_learning\"\n", "", "27: a step of preparing_for_adulthood needs a part"),
        ("badge = \"law\"", "badge = \"charter\"", "8: the badge \"charter\" belongs in a council's pack"),
        (
            "late = \"Write to the council and say the day has passed.\"",
            "late = \"\"",
            "2: this step can be late",
        ),
        ("late = \"Write to the council and say the day has passed.\"", "", "2: this step can be late"),
        ("how = [\"Ask what {name} likes.\"]", "how = []", "42: how is empty"),
        (
            "ask = [\"Which school will be named?\"]",
            "ask = [\"A?\", \"B?\", \"C?\", \"D?\", \"E?\"]",
            "19: there are 5 questions in ask",
        ),
        (
            "without = [\"gets_dla\"]",
            "without = [\"social_care\"]",
            "10: nobody is asked about \"social_care\"",
        ),
        (
            "without = [\"gets_dla\"]",
            "facts = [\"has_portage\"]",
            "10: nobody is asked about \"has_portage\"",
        ),
        (
            "without = [\"gets_dla\"]",
            "any_fact = [\"social_care\"]",
            "10: nobody is asked about \"social_care\"",
        ),
        (
            "owner = \"parent_carer\"",
            "owner = \"health\"",
            "32: the party \"health\" has no label: add a [[party]]",
        ),
        (
            "badge = \"good_practice\"",
            "badge = \"national\"",
            "33: the badge \"national\" has no label: add a [[badge]]",
        ),
        (
            "waits_for = \"name-the-school\"",
            "remedy_until = { birthday = 18 }",
            "27: remedy_until is for a deadline or a window",
        ),
    ]);
}

#[test]
fn steps_do_not_wait_in_a_circle() {
    check(
        &steps("rows = [\"E16\"]", "waits_for = \"talk-about-work\""),
        "england/test.toml:9: these steps wait for each other: name-the-school → talk-about-work → name-the-school",
    );
    check(
        &steps("rows = [\"E16\"]", "waits_for = \"name-the-school\""),
        "england/test.toml:9: these steps wait for each other: name-the-school → name-the-school",
    );
}

#[test]
fn the_shape_is_checked() {
    each(&[
        ("rows = [\"E16\"]", "row = [\"E16\"]", "9: in [[step]]: unknown field `row`"),
        ("rows = [\"E16\"]", "rows = [16]", "9: in [[step]]: invalid type: integer `16`, expected a string"),
        ("rows = [\"E16\"]", "rows = [", "10: this is not TOML:"),
        ("owner = \"parent_carer\"\n", "", "26: in [[step]]: missing field `owner`"),
    ]);
    check(
        &steps("month = 9, day = 1, year = 7", "month = 9, date = 1"),
        "england/test.toml:12: in [[step]]: unknown field `date`",
    );
    check(&format!("{STEPS}\n[[stop]]\nid = \"x\"\n"), "england/test.toml:50: `stop` is not known here");
    check(
        &STEPS.replace("[[step]]\nid = \"talk", "[steps]\nid = \"talk"),
        "england/test.toml:26: `steps` is not known here",
    );
}

#[test]
fn a_council_pack_keeps_to_its_place() {
    for (from, to, expected) in [
        (
            "[[badge]]",
            "[[stage]]\nid = \"year_5\"\npathway = \"primary_to_secondary\"\ntitle = \"Year 5\"\nabout = \"A year.\"\nfrom_year = 5\nto_year = 5\n\n[[badge]]",
            "8: stages belong in the national pack",
        ),
        (
            "[[badge]]",
            "[bank_holidays]\nannounced_through = 2028\n\n[[badge]]",
            "7: bank holidays belong in the national pack",
        ),
        (
            "id = \"borset\"",
            "id = \"ambridge\"",
            "2: the pack's id must be the name of its folder, \"borset\"",
        ),
        (
            "step = \"name-the-school\"",
            "step = \"name-school\"",
            "38: there is no step \"name-school\": did you mean",
        ),
        ("month = 7, day = 15, year = 5", "month = 7, day = 15", "40: the rule has no year"),
        (
            "{ kind = \"deadline\", on = { on = { month = 7, day = 15, year = 5 } } }",
            "{ kind = \"none\" }",
            "40: a local date needs a date",
        ),
        ("late = \"Write today.\"\n", "", "18: this step can be late"),
    ] {
        check_council(&borset(from, to), &format!("borset/pack.toml:{expected}"));
    }
    check(
        &format!(
            "{STEPS}\n[[local_date]]\nstep = \"name-the-school\"\nlabel = \"By\"\ndate = {{ kind = \"deadline\", on = \"turns_18_on\" }}\nsource = {{ name = \"A 2026\" }}\nchecked_on = 2026-11-22\n"
        ),
        "england/test.toml:51: a [[local_date]] belongs in a council's pack",
    );
}

#[test]
fn there_is_one_national_pack() {
    let second = borset("council = \"Borset County Council\"", "council = \"\"");
    let problems = compile(STEPS, &second).unwrap_err();
    assert!(
        problems.iter().any(|problem| problem
            .to_string()
            .contains("england/pack.toml:4: the national pack is already at borset/pack.toml:4")),
        "{problems:#?}"
    );

    let none =
        onward_packs::compile_files(&[("borset", vec![("borset/pack.toml".into(), BORSET.to_owned())])], &[])
            .unwrap_err();
    assert!(none.iter().any(|problem| problem.message.starts_with("there is no national pack")), "{none:#?}");

    let headless = onward_packs::compile_files(
        &[("england", vec![("england/test.toml".into(), STEPS.to_owned())])],
        &[],
    )
    .unwrap_err();
    assert!(
        headless.iter().any(|problem| problem
            .message
            .starts_with("no file of the folder \"england\" holds a readable [pack]")),
        "{headless:#?}"
    );
}

#[test]
fn questions_are_asked_once_and_offer_real_words() {
    let question = |fact: &str, more: &str| {
        format!(
            "{STEPS}\n[[question]]\nfact = \"{fact}\"\nask = \"Is it so?\"\nwhy = \"It matters.\"\n{more}\neasy = [[\"help\", \"Is it so?\"]]\n"
        )
    };
    check(&question("has_dog", ""), "england/test.toml:51: there is no fact \"has_dog\"");
    check(
        &question("gets_child_benefit", "choices = [ { is = \"yes\", label = \"Yes\" } ]"),
        "england/test.toml:54: \"gets_child_benefit\" takes no choices",
    );
    check(&question("support", ""), "england/test.toml:51: \"support\" needs choices");
    check(
        &question("support", "choices = [ { is = \"some\", label = \"Some\" } ]"),
        "england/test.toml:54: \"some\" is not a word of support",
    );
    check(
        &question(
            "support",
            "choices = [ { is = \"none\", label = \"None\" }, { is = \"none\", label = \"No\" } ]",
        ),
        "england/test.toml:54: \"none\" is offered twice",
    );
    check(
        &question("gets_dla", ""),
        "england/test.toml:51: \"gets_dla\" is already asked about at england/pack.toml:52",
    );
}

#[test]
fn the_small_tables_are_checked() {
    let with = |table: &str| format!("{STEPS}\n{table}\n");
    for (table, expected) in [
        (
            "[[term]]\nterm = 7\nfrom = { month = 9, day = 1 }\nto = { month = 10, day = 16 }",
            "51: there is no term 7",
        ),
        (
            "[[term]]\nterm = 1\nfrom = { month = 9, day = 1 }\nto = { month = 10, day = 16 }",
            "51: the term \"1\" already stands at england/pack.toml:",
        ),
        (
            "[[term]]\nterm = 2\nfrom = { month = 9, day = 1 }\nto = { month = 11, day = 31 }",
            "53: day 31 is not in month 11",
        ),
        (
            "[[badge]]\nid = \"law\"\nlabel = \"The law\"",
            "51: the badge \"law\" already stands at england/pack.toml:",
        ),
        ("[[badge]]\nid = \"lore\"\nlabel = \"The lore\"", "51: badge `lore` is not known"),
        ("[[party]]\nid = \"health\"\nlabel = \"\"", "52: the label is empty"),
        (
            "[pack]\nid = \"england\"\nname = \"England\"\ncouncil = \"\"\nversion = \"1\"",
            "50: [pack] already stands at england/pack.toml:1",
        ),
        ("[bank_holidays]\nannounced_through = 2028", "50: [bank_holidays] stands in another file"),
        (
            "[[service]]\nid = \"a\"\nname = \"A\"\nabout = \"Advice.\"\nphone = \"none\"\neasy = [[\"help\", \"Ask.\"]]\nsource = { name = \"A 2026\" }\nchecked_on = 2026-11-22",
            "54: this is not a phone number",
        ),
        (
            "[[service]]\nid = \"a\"\nname = \"A\"\nabout = \"Advice.\"\nemail = \"none\"\neasy = [[\"help\", \"Ask.\"]]\nsource = { name = \"A 2026\" }\nchecked_on = 2026-11-22",
            "54: this is not an e-mail address",
        ),
        (
            "[[service]]\nid = \"a\"\nname = \"A\"\nabout = \"Advice.\"\nhow = \"Ask.\"\neasy = [[\"help\", \"Ask.\"]]\nsource = { name = \"A 2026\" }",
            "51: checked_on is missing",
        ),
        (
            "[[stage]]\nid = \"year_6\"\npathway = \"primary_to_secondary\"\ntitle = \"Year 6\"\nabout = \"A year.\"\nfrom_year = 6\nto_year = 6",
            "51: the stage \"year_6\" already stands at england/pack.toml:",
        ),
    ] {
        check(&with(table), &format!("england/test.toml:{expected}"));
    }
}

#[test]
fn examples_hold_facts_that_fit() {
    let example = |facts: &str| {
        format!(
            "{STEPS}\n[[example]]\nid = \"leo\"\nname = \"Leo\"\nabout = \"Leo is 11.\"\nyear = 6\nborn = {{ month = 10, day = 10 }}\nfacts = {{ {facts} }}\n"
        )
    };
    check(&example("support = \"some\""), "england/test.toml:56: \"some\" does not fit \"support\"");
    check(
        &example("review_meeting = \"2026-11-22\""),
        "england/test.toml:56: \"2026-11-22\" does not fit \"review_meeting\": use the number of days from today",
    );
    check(
        &example("gets_dla = true").replace("\"leo\"", "\"ivy\""),
        "england/test.toml:51: the example \"ivy\" already stands at england/pack.toml:",
    );
}

#[test]
fn all_problems_show_at_once_in_order() {
    let spoiled =
        steps("owner = \"council\"", "owner = \"mother\"").replace("It helps to talk early.", "Soon.");
    let problems = compile(&spoiled, &borset("Write today.", "Do it soon.")).unwrap_err();
    let places: Vec<_> =
        problems.iter().map(|problem| (problem.file.to_str().unwrap(), problem.line)).collect();
    assert_eq!(places, [("borset/pack.toml", 31), ("england/test.toml", 6), ("england/test.toml", 41)]);
}

/// The library with one thing changed has this one problem, in `england/library.toml`.
fn each_in_the_library(cases: &[(&str, &str, &str)]) {
    for (from, to, expected) in cases {
        let library = changed(LIBRARY, from, to);
        only(Content { library: &library, ..RIGHT }.compile(), &format!("england/library.toml:{expected}"));
    }
}

/// A table added at the end of the library, which then begins at line 111, has this one problem.
fn added_to_the_library(table: &str, expected: &str) {
    let library = format!("{LIBRARY}\n{table}\n");
    only(Content { library: &library, ..RIGHT }.compile(), &format!("england/library.toml:{expected}"));
}

/// The council's charter with one thing changed has this one problem, in `borset/charter.toml`.
fn each_in_the_charter(cases: &[(&str, &str, &str)]) {
    for (from, to, expected) in cases {
        let charter = changed(CHARTER, from, to);
        only(Content { charter: &charter, ..RIGHT }.compile(), &format!("borset/charter.toml:{expected}"));
    }
}

/// The table of a text that holds this line, from its `[[` to the next empty line.
fn table_with<'t>(text: &'t str, line: &str) -> &'t str {
    text.split("\n\n").find(|table| table.contains(line)).unwrap()
}

#[test]
fn a_step_says_itself_in_three_wordings() {
    each(&[
        ("official = \"Career conversation within the annual review\"\n", "", "27: it has no official"),
        (
            "official = \"Career conversation within the annual review\"",
            "official = \"Career conversation within the annual review.\"",
            "46: official: take away the full stop",
        ),
        (
            "Career conversation within the annual review",
            "Career conversation of the young person with school and careers adviser within the annual review in the autumn term",
            "46: official has 19 words: cut it to 16",
        ),
        ("easy = [[\"work\", \"Talk about jobs that you like.\"]]\n", "", "27: it has no Easy Read"),
        (
            "me = \"I say what work I would like\"\n",
            "",
            "27: the young person has a part in this step: write it in me",
        ),
        (
            "checked_on = 2026-11-22\nofficial = \"Final",
            "checked_on = 2026-11-22\nme = \"I wait for the plan\"\nofficial = \"Final",
            "23: the young person has no part in this step: take me away",
        ),
        ("helpers = [\"young_person\"]\n", "", "46: the young person has no part in this step"),
        (
            "\"I say what work I would like\"",
            "\"Say what work I would like\"",
            "47: me is said by the young person",
        ),
        (
            "\"I say what work I would like\"",
            "\"I say what work I would like and where and when and why so\"",
            "47: me has 14 words: cut it to 12",
        ),
    ]);
}

#[test]
fn a_line_of_easy_read_is_one_short_sentence_to_a_person() {
    let line = "Talk about jobs that you like.";
    let sixteen = "Talk to them about all of the jobs that you like and would like to do.";
    each(&[
        (line, sixteen, "48: an Easy Read line of 16 words: cut it to 15"),
        (line, "Talk about jobs. Say what you like.", "48: an Easy Read line holds one sentence"),
        (line, "Talk with {name} about jobs.", "48: this Easy Read line speaks to a person"),
        (line, "Talk about {name's} jobs.", "48: this Easy Read line speaks to a person"),
        (line, "", "48: an Easy Read line is empty"),
        (
            "[\"work\", \"Talk about",
            "[\"word\", \"Talk about",
            "48: there is no picture \"word\": did you mean \"work\"?",
        ),
        (
            "[\"work\", \"Talk about",
            "[\"elephant\", \"Talk about",
            "48: there is no picture \"elephant\": use one of pictures.toml",
        ),
        (
            "[[\"work\", \"Talk about jobs that you like.\"]]",
            "[[\"work\"]]",
            "48: in [[step]]: invalid length 1",
        ),
    ]);
    // 15 words are right.
    assert!(compile(&steps(line, &sixteen.replace("all of ", "")), BORSET).is_ok());
    let question = changed(BORSET, "easy = [[\"help\", \"Do you have Portage visits?\"]]\n", "");
    check_council(&question, "borset/pack.toml:12: it has no Easy Read");
    // A goal of the third person is about somebody, so there the name is right.
    each_in_the_library(&[(
        "[[\"work\", \"I choose what I do.\"]]",
        "[[\"work\", \"{name} chooses.\"]]",
        "57: this Easy Read line speaks",
    )]);
}

#[test]
fn pictures_are_drawn_and_stand_outside_the_packs() {
    let pictures = |pictures: &str, expected: &str| {
        only(Content { pictures, ..RIGHT }.compile(), &format!("pictures.toml:{expected}"));
    };
    pictures(
        &format!("{PICTURES}\n[[picture]]\nid = \"hand\"\nshows = \"A hand\"\n"),
        "21: in [[picture]]: missing field `openmoji`",
    );
    pictures(&changed(PICTURES, "1F4BC", ""), "9: openmoji is empty");
    pictures(&changed(PICTURES, "A case for work", " "), "8: shows is empty");
    pictures(
        &format!("{PICTURES}\n[[picture]]\nid = \"help\"\nshows = \"A hand\"\nopenmoji = \"1F44B\"\n"),
        "22: the picture \"help\" already stands at pictures.toml:17",
    );
    pictures(
        &format!("{PICTURES}\n[[picture]]\nid = \"A hand\"\nshows = \"A hand\"\nopenmoji = \"1F44B\"\n"),
        "22: the picture \"A hand\": use lower-case letters",
    );
    pictures(&format!("{PICTURES}\n[[word]]\nid = \"a\"\n"), "21: `word` belongs in a pack's folder");
    pictures(&format!("{PICTURES}\n[picture\n"), "21: this is not TOML");
    let misplaced =
        format!("{LIBRARY}\n[[picture]]\nid = \"hand\"\nshows = \"A hand\"\nopenmoji = \"1F44B\"\n");
    only(
        Content { library: &misplaced, ..RIGHT }.compile(),
        "england/library.toml:111: `picture` is not known here",
    );
}

#[test]
fn every_table_has_ids_of_its_own() {
    for (line, number, what) in [
        ("id = \"ehc-plan\"", 2, "word"),
        ("id = \"helpers\"", 13, "service"),
        ("id = \"school-not-named\"", 35, "letter"),
        ("id = \"EMP-01\"", 51, "goal"),
        ("id = \"QY01\"", 63, "question"),
        ("id = \"one-page-profile\"", 69, "profile"),
        ("id = \"R01\"", 80, "readiness item"),
        ("id = \"new-plans\"", 90, "proposal"),
    ] {
        let id = line.split('"').nth(1).unwrap();
        let twice = table_with(LIBRARY, line)
            // A term, too, stands once; and only one service is at the foot.
            .replace("term = \"EHC plan\"", "term = \"Plan\"")
            .replace("foot = true", "foot = false");
        added_to_the_library(
            &twice,
            &format!("112: the {what} \"{id}\" already stands at england/library.toml:{number}"),
        );
    }
    let page = LIBRARY.split_once("[[guide]]").unwrap().1;
    added_to_the_library(
        &format!("[[guide]]{page}"),
        "112: the page \"rights-at-16\" already stands at england/library.toml:98",
    );
    added_to_the_library(
        &table_with(LIBRARY, "term = \"EHC plan\"").replace("ehc-plan", "plan"),
        "113: the term \"EHC plan\" already stands at england/library.toml:3",
    );
    for (line, number, what) in [
        ("id = \"CH-01\"", 11, "statement"),
        ("id = \"AP-01\"", 21, "statement"),
        ("id = \"CL-01\"", 27, "clause"),
    ] {
        let id = line.split('"').nth(1).unwrap();
        let twice = format!("{CHARTER}\n{}", table_with(CHARTER, line));
        only(
            Content { charter: &twice, ..RIGHT }.compile(),
            &format!(
                "borset/charter.toml:39: the {what} \"{id}\" already stands at borset/charter.toml:{number}"
            ),
        );
    }
    // Over all packs, because a plan remembers a letter by its id alone.
    let both = format!("{CHARTER}\n{}", table_with(LIBRARY, "id = \"school-not-named\""));
    only(
        Content { charter: &both, ..RIGHT }.compile(),
        "england/library.toml:35: the letter \"school-not-named\" already stands at borset/charter.toml:39",
    );
    each_in_the_library(&[
        ("id = \"ehc-plan\"", "id = \"EHC\"", "2: the word \"EHC\": use lower-case letters"),
        (
            "id = \"rights-at-16\"",
            "id = \"rights_at_16\"",
            "98: the page \"rights_at_16\": use lower-case letters",
        ),
    ]);
}

#[test]
fn a_letter_belongs_to_steps_and_fills_in_only_what_is_known() {
    each_in_the_library(&[
        (
            "steps = [\"name-the-school\"]\nsubject",
            "steps = [\"name-a-school\"]\nsubject",
            "39: there is no step \"name-a-school\": did you mean \"name-the-school\"?",
        ),
        ("steps = [\"name-the-school\"]\nsubject", "steps = []\nsubject", "35: it belongs to no step"),
        (
            "steps = [\"name-the-school\"]\nsubject",
            "steps = [\"borset-tell-the-council\"]\nsubject",
            "39: there is no step \"borset-tell-the-council\"",
        ),
        ("{sender}", "{senders}", "43: the letter: only these may stand in braces: {name}, {name's},"),
        ("born {date_of_birth}", "born {birthday}", "40: the subject: only these may stand in braces"),
        ("{sender}, {today}", "Yours, soon, {sender}", "43: the letter: \"soon\" stands in it: say when"),
        ("{sender}, {today}", "Dear Mrs Rivers", "43: the letter: \"Mrs Rivers\" looks like a person's name"),
        ("to = \"council\"", "to = \"mayor\"", "37: to `mayor` is not known: use one of"),
        ("basis = \"SEND Regulations 2014, regulation 18\"", "basis = \"\"", "45: the basis is empty"),
        ("easy = [[\"document\", \"This letter asks for a school.\"]]\n", "", "35: it has no Easy Read"),
    ]);
}

#[test]
fn a_service_can_be_reached_and_one_stands_at_the_foot() {
    let unreachable = [
        "how = \"Ring on weekdays.\"",
        "phone = \"01632 960 001\"",
        "email = \"hello@helpers.example\"",
        "web = \"https://www.helpers.example\"",
    ]
    .iter()
    .fold(LIBRARY.to_owned(), |library, line| {
        let key = line.split(' ').next().unwrap();
        changed(&library, &format!("{line}\n"), &format!("{key} = \"\"\n"))
    });
    only(
        Content { library: &unreachable, ..RIGHT }.compile(),
        "england/library.toml:13: nobody can reach it: write how, or a phone",
    );
    added_to_the_library(
        &table_with(LIBRARY, "id = \"helpers\"").replace("\"helpers\"", "\"more-helpers\""),
        "112: another service is at the foot already: keep one foot",
    );
    each_in_the_library(&[
        ("\"01632 960 001\"", "\"on request\"", "18: this is not a phone number"),
        ("hello@helpers.example", "hello at helpers", "19: this is not an e-mail address"),
        (
            "web = \"https://www.helpers.example\"",
            "web = \"helpers.example\"",
            "20: the address must be a whole one",
        ),
        ("Ring on weekdays.", "Ring 01632 960 001.", "17: how: \"01632 960 001\" looks like a phone number"),
        ("easy = [[\"help\", \"You can ask them for help.\"]]\n", "", "13: it has no Easy Read"),
        (
            "service = \"helpers\"",
            "service = \"helper\"",
            "30: there is no service \"helper\": did you mean \"helpers\"?",
        ),
        ("now = \"It closed. Ask Helpers now.\"", "now = \"\"", "29: now is empty"),
    ]);
}

#[test]
fn a_charter_says_what_it_is_before_what_it_says() {
    let headless = CHARTER.split_once("\n\n").unwrap().1;
    only(
        Content { charter: headless, ..RIGHT }.compile(),
        "borset/charter.toml:2: this pack has no [charter]: write what it is first",
    );
    let twice = format!("{CHARTER}\n{}", table_with(CHARTER, "[charter]"));
    assert!(Content { charter: &twice, ..RIGHT }.compile().is_err(), "TOML has a table once in a file");
    let borset = format!("{BORSET}\n{}", table_with(CHARTER, "[charter]"));
    only(
        Content { borset: &borset, ..RIGHT }.compile(),
        "borset/charter.toml:1: [charter] stands in another file of this pack too: keep one",
    );
    each_in_the_charter(&[
        ("[[charter_approach]]", "[charter_approach]", "20: write [[charter_approach]] with double brackets"),
        (
            "replaces = \"CH-01\"",
            "replaces = \"CH-02\"",
            "34: there is no charter_statement \"CH-02\": did you mean \"CH-01\"?",
        ),
        (
            "moves = [\"primary_to_secondary\"]",
            "moves = [\"to_moon\"]",
            "12: move `to_moon` is not known: use one of",
        ),
        ("move = \"primary_to_secondary\"", "move = \"to_moon\"", "29: move `to_moon` is not known"),
        ("party = \"current_school\"", "party = \"school\"", "30: party `school` is not known"),
        (
            "page = 3",
            "page = \"three\"",
            "33: in [[charter_clause]]: invalid type: string \"three\", expected u32",
        ),
        ("page = 3\n", "", "26: in [[charter_clause]]: missing field `page`"),
    ]);
}

#[test]
fn goals_say_who_wrote_them_and_what_others_see() {
    let third = "a goal with full_support, and no other, has third and third_easy";
    each_in_the_library(&[
        ("third = \"{name} looks at what they want to do.\"\n", "", &format!("51: {third}")),
        (
            "third_easy = [[\"work\", \"{name} looks at the thing they want.\"]]\n",
            "",
            &format!("51: {third}"),
        ),
        ("level = \"full_support\"", "level = \"some_support\"", &format!("51: {third}")),
        ("level = \"full_support\"", "level = \"own\"", &format!("51: {third}")),
        ("age = \"age_14_to_16\"", "age = \"14_to_16\"", "53: age `14_to_16` is not known"),
        ("part = \"work_and_learning\"", "part = \"fun\"", "52: part `fun` is not known"),
        (
            "picture = \"work\"",
            "picture = \"wok\"",
            "58: there is no picture \"wok\": did you mean \"work\"?",
        ),
        ("role = \"young_person\"", "role = \"mayor\"", "64: role `mayor` is not known"),
        ("list = \"person\"", "list = \"people\"", "81: list `people` is not known"),
        ("part = \"health\"", "part = \"fun\"", "82: part `fun` is not known"),
        (
            "[written]\nabout = \"Written by Onward from the chapters of the Code.\"\n",
            "",
            "51: this pack has no [written]: say who wrote the goals",
        ),
        (
            "about = \"Written by Onward from the chapters of the Code.\"",
            "about = \"\"",
            "87: about is empty",
        ),
        (
            "easy = [[\"document\", \"It is a page about you.\"]]\n",
            "",
            "68: in [[profile]]: missing field `easy`",
        ),
        ("title = \"What matters to me\"", "title = \"\"", "75: the title is empty"),
        ("id = \"matters\"", "id = \"like\"", "75: \"like\" stands twice here"),
    ]);
}

#[test]
fn who_wrote_the_goals_is_said_once() {
    let twice = format!("{STEPS}\n[written]\nabout = \"Written by somebody else.\"\n");
    check(&twice, "england/library.toml:86: [written] stands in another file of this pack too: keep one");
}

#[test]
fn a_page_of_the_guide_has_sections_with_short_paragraphs() {
    let page = LIBRARY.split_once("[[guide.section]]").unwrap().0;
    only(
        Content { library: page, ..RIGHT }.compile(),
        "england/library.toml:98: the page has no [[guide.section]]: add one",
    );
    let says = "\"You decide more from now on. Your family can still help.\"";
    let four = "\"You decide more. They can help. You can ask. They listen.\"";
    let nine = "\"You decide.\", ".repeat(9);
    each_in_the_library(&[
        (says, four, "104: a paragraph of more than 3 sentences: make two of it"),
        ("\"EHC rights pass to the young person.\"", four, "105: a paragraph of more than 3 sentences"),
        (says, nine.trim_end_matches(", "), "104: more than 8 paragraphs: make two sections of them"),
        (
            "steps = [\"name-the-school\"]\nsource",
            "steps = [\"name-a-school\"]\nsource",
            "107: there is no step \"name-a-school\": did you mean",
        ),
        ("heading = \"Who decides\"", "heading = \"\"", "103: the heading is empty"),
        ("easy = [[\"speak\", \"You decide more things now.\"]]\n", "", "103: it has no Easy Read"),
        ("[[guide.section]]", "[[guide.part]]", "102: in [[guide]]: unknown field `part`"),
        (
            "steps = [\"name-the-school\"]\nsource = { name = \"Children and Families Act 2014, section 83\" }\n",
            "",
            "103: it has no source",
        ),
    ]);
}

#[test]
fn a_thing_with_a_name_has_only_that_name() {
    let never = "why: \"statement of needs\" stands in it: say \"EHC plan\"";
    check(
        &steps("It helps to talk early.", "Look at the Statement of Needs."),
        &format!("england/test.toml:41: {never}"),
    );
    // In a council's pack as well, though the word is the national pack's.
    check_council(
        &borset("Borset then has time to ask schools.", "It is in the statement of needs."),
        &format!("borset/pack.toml:29: {never}"),
    );
    each_in_the_library(&[(
        "You decide more from now on.",
        "A statement of needs is old.",
        "104: says: \"statement of needs\" stands in it: say \"EHC plan\"",
    )]);
    // A longer word that only holds it is another word.
    assert!(compile(&steps("It helps to talk early.", "Restatement of needs is fine."), BORSET).is_ok());
}

#[test]
fn no_person_is_named_and_no_time_is_vague() {
    for (words, expected) in [
        ("Ask Mrs Rivers first.", "\"Mrs Rivers\" looks like a person's name: never name one"),
        ("Ask Dr. Rivers first.", "\"Dr. Rivers\" looks like a person's name: never name one"),
        ("They will write shortly.", "\"shortly\" stands in it: say when, or leave it out"),
        ("It takes a while.", "\"a while\" stands in it: say how long, or leave it out"),
        ("It takes a long time.", "\"a long time\" stands in it: say how long, or leave it out"),
        ("They answer in due course.", "\"in due course\" stands in it: say when, or leave it out"),
        ("The form was submitted.", "\"submitted\" stands in it: say sent"),
    ] {
        check(&steps("It helps to talk early.", words), &format!("england/test.toml:41: why: {expected}"));
        each_in_the_library(&[(
            "A legal paper that says what help a child must get.",
            words,
            &format!("5: means: {expected}"),
        )]);
    }
}

#[test]
fn everything_with_a_source_can_be_looked_up() {
    each(&[(
        "SEND Code of Practice 2015, chapter 8",
        "SEND Code of Practice",
        "43: nobody can look this up: give the source a web address",
    )]);
    each_in_the_library(&[
        (
            "Children and Families Act 2014, section 37",
            "Children and Families Act",
            "9: nobody can look this up",
        ),
        ("Schools white paper 2026", "Schools white paper", "94: nobody can look this up"),
        ("source = { name = \"Schools white paper 2026\" }\n", "", "90: it has no source"),
        (
            "source = { name = \"Children and Families Act 2014, section 37\" }\nchecked_on = 2026-11-22\n",
            "source = { name = \"Children and Families Act 2014, section 37\" }\n",
            "2: checked_on is missing",
        ),
    ]);
    each_in_the_charter(&[
        ("Borset Charter 2025, page 1", "Borset Charter", "17: nobody can look this up"),
        ("Borset plan for schools 2025", "Borset plan for schools", "23: nobody can look this up"),
    ]);
    // An address is enough, without a number in the name.
    let addressed = steps(
        "{ name = \"SEND Code of Practice 2015, chapter 8\" }",
        "{ name = \"SEND Code of Practice\", web = \"https://www.gov.uk/send\" }",
    );
    assert!(compile(&addressed, BORSET).is_ok());
}

/// A coverage file of 75 rows of 4 lines and an empty one, each at a step; one of them is given.
fn coverage_with(number: u32, row: &str) -> String {
    let placed = "where = [\"step:name-the-school\"]";
    let rows: Vec<String> = (1..=75)
        .map(|at| {
            format!(
                "[[row]]\nrow = {at}\nitem = \"Item {at}\"\n{}\n",
                if at == number { row } else { placed }
            )
        })
        .collect();
    rows.join("\n")
}

fn check_coverage(coverage: &str, expected: &str) {
    only(Content { coverage, ..RIGHT }.compile(), &format!("coverage.toml:{expected}"));
}

#[test]
fn each_row_to_cover_has_its_place() {
    assert_eq!(coverage_with(0, "").lines().nth(4 * 5 + 1), Some("row = 5"), "row 5 begins at line 21");
    for (row, expected) in [
        ("where = [\"stop:name-the-school\"]", "24: \"stop\" is no kind of place: use page, goal, guide,"),
        ("where = [\"page:moon\"]", "24: there is no page \"moon\": use one of start, path,"),
        (
            "where = [\"step:name-a-school\"]",
            "24: there is no step \"name-a-school\": did you mean \"name-the-school\"?",
        ),
        ("where = [\"word:ehc\"]", "24: there is no word \"ehc\""),
        ("where = [\"name-the-school\"]", "24: \"name-the-school\": write the kind and the id"),
        ("where = [\"page:school\"]", "22: none of its places is built yet: add waiting = true"),
        (
            "where = [\"step:name-the-school\", \"page:school\"]\nwaiting = true",
            "22: one of its places is there already: take waiting away",
        ),
        ("waiting = false", "22: it has no place: give where, or the reason in not_shown"),
        ("not_shown = \"\"", "22: it has no place: give where, or the reason in not_shown"),
        (
            "where = [\"step:name-the-school\"]\nnot_shown = \"It is about staff.\"",
            "22: it is shown and not shown: keep where or not_shown",
        ),
        ("place = []", "24: in [[row]]: unknown field `place`"),
    ] {
        check_coverage(&coverage_with(5, row), expected);
    }
}

#[test]
fn the_rows_to_cover_are_all_there_and_few_are_left_out() {
    let all = coverage_with(0, "");
    let row = |number: u32| {
        format!("[[row]]\nrow = {number}\nitem = \"Item {number}\"\nwhere = [\"step:name-the-school\"]\n")
    };
    assert!(Content { coverage: &all, ..RIGHT }.compile().is_ok());
    check_coverage(&changed(&all, &row(5), ""), "368: these rows are missing: 5");
    check_coverage(&changed(&changed(&all, &row(5), ""), &row(7), ""), "364: these rows are missing: 5, 7");
    check_coverage(&format!("{all}\n{}", row(5)), "377: row 5 already stands at coverage.toml:22: keep one");
    check_coverage(&format!("{all}\n{}", row(76)), "377: there is no row 76: use 1 to 75");
    let left_out = |count: u32| {
        (1..=count).fold(all.clone(), |coverage, number| {
            let reason = format!(
                "[[row]]\nrow = {number}\nitem = \"Item {number}\"\nnot_shown = \"It is about staff.\"\n"
            );
            changed(&coverage, &row(number), &reason)
        })
    };
    assert!(Content { coverage: &left_out(12), ..RIGHT }.compile().is_ok());
    check_coverage(&left_out(13), "372: 13 rows are not shown: at most 12 may be");
}
