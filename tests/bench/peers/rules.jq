# Twenty rules on a description, as JSON: jq -r -f rules.jq FILE
def rule(id; ok): if ok then empty else "\(input_filename)\t\(id)" end;
([.parties[]?.id]) as $ids |
rule("R01"; .agreement.title != null),
rule("R02"; .agreement.status | IN("draft", "approved", "signed")),
rule("R03"; (.agreement.start // "" | tostring) | test("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")),
rule("R04"; .agreement.vision != null),
rule("R05"; (.agreement.legal_powers // []) | length >= 1),
rule("R06"; all(.parties[]; (.name // "") | length > 0)),
rule("R07"; all(.parties[]; .keeps_duties != null)),
rule("R08"; all(.parties[]; (.drivers // []) | length > 0)),
rule("R09"; all(.services[]; .class != null)),
rule("R10"; all(.services[].taken_on[]; .liability != null)),
rule("R11"; all(.services[]; .runs | IN($ids[]))),
rule("R12"; all(.finance.payments[]; .late != null)),
rule("R13"; all(.finance.costs[]; ([.shares[].percent] | add) == 100)),
rule("R14"; (.governance.boards[0].quorum.seats // 0) >= 2),
rule("R15"; (.disputes.steps // []) | length >= 2),
rule("R16"; all(.exit.notice[]; (.period | split(" ")[0] | tonumber) >= 6)),
rule("R17"; .disputes.service_continues != null),
rule("R18"; all(.information.flows[]; .basis != null)),
rule("R19"; (.risks // []) | length >= 2),
rule("R20"; .workforce.joint_training != null)
