#!/bin/sh
# Creates the stack of serverless-espresso on a stand-in, or deletes it, and fails when that fails:
#   on-a-stand-in.sh create|delete ADDRESS [ZIPS]
# It does what `sam deploy` does, for who has neither SAM nor credentials: puts templates and zips into
# a bucket and names them there. What ministack cannot do is left out (README).
set -eu
what=$1 address=$2 zips=${3:-target/lambda/x86-64}
stack=comanda-bar bucket=$address/comanda-packages
here=$(dirname "$0")/serverless-espresso
definition=$here/../../../crates/orders/workflows/order-fulfilment.asl.json

ask() { curl --silent --show-error --fail-with-body "$address/" "$@"; }
status() {
    ask --data-urlencode Action=DescribeStacks --data-urlencode StackName=$stack 2>&1 |
        sed -n 's/.*<StackStatus>\([A-Z_]*\)<.*/\1/p'
}
put() { curl --silent --show-error --fail --request PUT --data-binary @- "$bucket/$1" >/dev/null; }
parameter() {
    count=$((${count:-0} + 1))
    set -- "Parameters.member.$count.ParameterKey=$1" "Parameters.member.$count.ParameterValue=$2"
    parameters="${parameters:-} --data-urlencode $1 --data-urlencode $2"
}

if [ "$what" = create ]; then
    put "" </dev/null
    for template in "$here"/*.yaml; do
        sed -e "s#TemplateURL: \(.*\.yaml\)#TemplateURL: $bucket/\1#" \
            -e "s#CodeUri: .*/\(.*\.zip\)#CodeUri: s3://comanda-packages/\1#" \
            -e "s#DefinitionUri: .*/\(.*\.json\)#DefinitionUri: s3://comanda-packages/\1#" \
            "$template" | put "$(basename "$template")"
    done
    for zip in "$zips"/*.zip; do put "$(basename "$zip")" <"$zip"; done
    put "$(basename "$definition")" <"$definition"
    parameter Prefix $stack && parameter SignInDomain $stack && parameter Keep no
    parameter AdminsTo admin@example.com && parameter BaristasTo counter@example.com
    parameter CustomersTo guests@example.com && parameter ReadBack yes
    for part in Site Firewall Guard Queries; do parameter $part no; done
    # Each word of the parameters is one argument: none of them has a space.
    # shellcheck disable=SC2086
    ask --data-urlencode Action=CreateStack --data-urlencode StackName=$stack \
        --data-urlencode "TemplateURL=$bucket/template.yaml" $parameters \
        --data-urlencode Capabilities.member.1=CAPABILITY_NAMED_IAM \
        --data-urlencode Capabilities.member.2=CAPABILITY_AUTO_EXPAND >/dev/null
    wanted=CREATE_COMPLETE
else
    ask --data-urlencode Action=DeleteStack --data-urlencode StackName=$stack >/dev/null
    wanted=
fi

# A stand-in takes seconds; after two minutes something is wrong.
for _ in $(seq 120); do
    now=$(status)
    case $now in *_IN_PROGRESS) sleep 1 ;; *) break ;; esac
done
if [ "$now" != "$wanted" ]; then
    echo "The stack is ${now:-gone}, and not ${wanted:-gone}:" >&2
    ask --data-urlencode Action=DescribeStackEvents --data-urlencode StackName=$stack |
        grep -o '<ResourceStatusReason>[^<]*' | sort -u >&2
    exit 1
fi
echo "$stack: ${now:-gone}"
