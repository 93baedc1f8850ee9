# What is made and unmade by name is limited by name. A service's own star (`dynamodb:*`) stands where Terraform reads,
# changes, tags and deletes nearly everything of a resource; the resource is what is narrow there.
locals {
  named = {
    tables    = { actions = ["dynamodb:*"], resources = ["${local.arn}:dynamodb:${local.region}:${local.account}:table/${var.prefix}-*"] }
    queues    = { actions = ["sqs:*"], resources = ["${local.arn}:sqs:${local.region}:${local.account}:${var.prefix}-*"] }
    topics    = { actions = ["sns:*"], resources = ["${local.arn}:sns:${local.region}:${local.account}:${var.prefix}-*"] }
    functions = { actions = ["lambda:*"], resources = ["${local.arn}:lambda:${local.region}:${local.account}:function:${var.prefix}-*"] }
    workflows = { actions = ["states:*"], resources = ["${local.arn}:states:${local.region}:${local.account}:stateMachine:${var.prefix}-*"] }
    schedules = {
      actions = ["scheduler:*"]
      resources = [
        "${local.arn}:scheduler:${local.region}:${local.account}:schedule/${var.prefix}/*",
        "${local.arn}:scheduler:${local.region}:${local.account}:schedule-group/${var.prefix}",
      ]
    }
    buckets = { actions = ["s3:*"], resources = ["${local.arn}:s3:::${var.prefix}-*"] }
    alarms = {
      actions = ["cloudwatch:*"]
      resources = [
        "${local.arn}:cloudwatch:${local.region}:${local.account}:alarm:${var.prefix}-*",
        "${local.arn}:cloudwatch::${local.account}:dashboard/${var.prefix}",
      ]
    }
    logs = {
      actions = ["logs:*"]
      resources = [
        for name in ["/aws/lambda/${var.prefix}-*", "/aws/states/${var.prefix}-*", "/aws/api/${var.prefix}*", "aws-waf-logs-${var.prefix}*"] :
        "${local.arn}:logs:${local.region}:${local.account}:log-group:${name}"
      ]
    }
    budget = { actions = ["budgets:*"], resources = ["${local.arn}:budgets::${local.account}:budget/${var.prefix}-month"] }
    traces = {
      actions = ["xray:*"]
      resources = [
        "${local.arn}:xray:${local.region}:${local.account}:group/${var.prefix}-trouble/*",
        "${local.arn}:xray:${local.region}:${local.account}:sampling-rule/${var.prefix}-calls",
      ]
    }
  }

  # What has an id of AWS's choice is limited by the tag that every resource of the instance carries, or not at all.
  tagged = {
    keys = {
      actions = [
        "kms:CreateAlias", "kms:DeleteAlias", "kms:DescribeKey", "kms:EnableKeyRotation", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus",
        "kms:ListResourceTags", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UpdateAlias", "kms:UpdateKeyDescription",
        "kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey",
      ]
    }
    pools = { actions = ["cognito-idp:*"] }
  }

  unnamed = {
    # Creating, listing and describing take no resource; the stars of whole services are for those whose resources have
    # ids of AWS's choice and no tags in their policies: API Gateway, CloudFront, WAF, certificates, DNS.
    actions = [
      "acm:*", "apigateway:*", "cloudfront:*", "route53:ChangeResourceRecordSets", "route53:GetChange", "route53:GetHostedZone",
      "route53:ListHostedZones", "route53:ListResourceRecordSets", "wafv2:*",
      "cognito-idp:CreateUserPool", "cognito-idp:DescribeUserPoolDomain", "kms:CreateKey", "kms:ListAliases",
      "lambda:CreateEventSourceMapping", "lambda:DeleteEventSourceMapping", "lambda:GetEventSourceMapping",
      "lambda:ListEventSourceMappings", "lambda:ListTags", "lambda:TagResource", "lambda:UpdateEventSourceMapping",
      "logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups", "logs:DescribeQueryDefinitions",
      "logs:DeleteQueryDefinition", "logs:PutQueryDefinition", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies",
      "cloudwatch:DescribeAlarms", "sns:Unsubscribe", "sns:GetSubscriptionAttributes", "sns:SetSubscriptionAttributes",
      "states:ValidateStateMachineDefinition", "xray:GetSamplingRules", "xray:ListTagsForResource", "sts:GetCallerIdentity",
    ]
  }
}

resource "aws_iam_policy" "named" {
  #checkov:skip=CKV_AWS_289:It may change permissions of resources that begin with the prefix, and that is its job.
  #checkov:skip=CKV_AWS_287:The resources are this instance's.
  name = "${var.prefix}-deployer-named"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for name, of in local.named : { Sid = title(name), Effect = "Allow", Action = of.actions, Resource = of.resources }
    ]
  })
}

resource "aws_iam_policy" "unnamed" {
  #checkov:skip=CKV_AWS_355:These have ids of AWS's choice; see the comment at `unnamed`.
  #checkov:skip=CKV_AWS_290:As above.
  #checkov:skip=CKV_AWS_289:As above.
  #checkov:skip=CKV_AWS_288:As above.
  #checkov:skip=CKV_AWS_287:As above.
  name = "${var.prefix}-deployer-unnamed"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{ Sid = "Unnamed", Effect = "Allow", Action = local.unnamed.actions, Resource = "*" }],
      [
        for name, of in local.tagged : {
          Sid       = title(name)
          Effect    = "Allow"
          Action    = of.actions
          Resource  = "*"
          Condition = { StringEquals = { "aws:ResourceTag/instance" = var.prefix } }
        }
      ],
    )
  })
}

resource "aws_iam_policy" "roles" {
  #checkov:skip=CKV_AWS_289:It may change the roles of this instance, which cannot do more than the boundary.
  #checkov:skip=CKV_AWS_286:A role can only be made with the boundary, and the boundary cannot be taken off or changed.
  name = "${var.prefix}-deployer-roles"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "MakeRolesWithinTheBoundary"
        Effect    = "Allow"
        Action    = ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:DeleteRolePolicy", "iam:DetachRolePolicy"]
        Resource  = ["${local.arn}:iam::${local.account}:role/${var.prefix}-*"]
        Condition = { StringEquals = { "iam:PermissionsBoundary" = aws_iam_policy.boundary.arn } }
      },
      {
        Sid    = "KeepRoles"
        Effect = "Allow"
        Action = [
          "iam:DeleteRole", "iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListInstanceProfilesForRole",
          "iam:ListRolePolicies", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole",
        ]
        Resource = ["${local.arn}:iam::${local.account}:role/${var.prefix}-*"]
      },
      {
        Sid       = "HandRolesToServices"
        Effect    = "Allow"
        Action    = ["iam:PassRole"]
        Resource  = ["${local.arn}:iam::${local.account}:role/${var.prefix}-*"]
        Condition = { StringEquals = { "iam:PassedToService" = ["lambda.amazonaws.com", "scheduler.amazonaws.com", "states.amazonaws.com"] } }
      },
      {
        # It must not widen itself.
        Sid      = "LeaveItselfAlone"
        Effect   = "Deny"
        Action   = ["iam:AttachRolePolicy", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:DeleteRole"]
        Resource = [aws_iam_role.this.arn]
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = {
    named   = aws_iam_policy.named.arn
    unnamed = aws_iam_policy.unnamed.arn
    roles   = aws_iam_policy.roles.arn
  }

  role       = aws_iam_role.this.name
  policy_arn = each.value
}
