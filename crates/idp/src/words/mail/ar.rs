//! In Arabic. A sentence begins with an Arabic word, so that it is laid out from right to left.

use super::{Mail, role};
use crate::words::Language;

#[expect(clippy::too_many_lines, reason = "an arm is a mail")]
pub(super) fn write(cafe: &str, mail: &Mail<'_>) -> (String, String) {
    match *mail {
        Mail::VerifyCode { code, minutes } => (
            format!("رمزك لدى {cafe}: {code}"),
            format!(
                "مرحبًا،\n\nأهلًا بك في {cafe}! أدخل هذا الرمز لنعرف أنّ هذا العنوان \
                 لك:\n\n    {code}\n\nالرمز صالح لمرّة واحدة، ومدّته بالدقائق: {minutes}.\n\nإن \
                 لم تطلب حسابًا فلا عليك أن تفعل شيئًا: لن يُنشأ حساب دون الرمز."
            ),
        ),
        Mail::AlreadyRegistered { sign_in, forgotten } => (
            format!("لديك حساب لدى {cafe} من قبل"),
            format!(
                "مرحبًا،\n\nأراد أحد، ولعلّه أنت، أن ينشئ حسابًا بهذا العنوان. لديك حساب من قبل، \
                 ولم يتغيّر فيه شيء.\n\nسجّل الدخول هنا:\n{sign_in}\n\nهل نسيت كلمة المرور؟ اختر \
                 كلمة جديدة هنا:\n{forgotten}\n\nإن لم تكن أنت فلا عليك أن تفعل شيئًا."
            ),
        ),
        Mail::ResetCode { code, minutes } => (
            format!("رمزك لكلمة مرور جديدة: {code}"),
            format!(
                "مرحبًا،\n\nبهذا الرمز يمكنك اختيار كلمة مرور جديدة لدى \
                 {cafe}:\n\n    {code}\n\nالرمز صالح لمرّة واحدة، ومدّته بالدقائق: {minutes}. لا \
                 تُخبر به أحدًا: نحن لا نسأل عنه أبدًا.\n\nإن لم تطلبه فلا عليك أن تفعل شيئًا. \
                 تبقى كلمة مرورك كما هي."
            ),
        ),
        Mail::ChangeEmailCode { code, minutes } => (
            format!("رمزك لدى {cafe}: {code}"),
            format!(
                "مرحبًا،\n\nأدخل هذا الرمز ليستخدم حسابك لدى {cafe} هذا العنوان من \
                 الآن:\n\n    {code}\n\nالرمز صالح لمرّة واحدة، ومدّته بالدقائق: {minutes}.\n\nإن \
                 لم تطلبه فلا عليك أن تفعل شيئًا."
            ),
        ),
        Mail::EmailChanged { email } => (
            format!("تغيّر بريدك الإلكتروني لدى {cafe}"),
            format!(
                "مرحبًا،\n\nيستخدم حسابك لدى {cafe} الآن عنوانًا آخر: {email}. لن نكتب إلى هذا \
                 العنوان بعد اليوم.\n\nإن لم تكن أنت فقد دخل غيرك إلى حسابك. أخبرنا عند الكاونتر \
                 لنُصلح الأمر معًا."
            ),
        ),
        Mail::NewDevice { device, at, account } => (
            format!("جهاز جديد لدى {cafe}"),
            format!(
                "مرحبًا،\n\nسجّل أحد الدخول إلى حسابك لدى {cafe} من جهاز لم نره من \
                 قبل:\n\n    {device}\n    {at}\n\nهل كنت أنت؟ إذن كلّ شيء على ما يرام.\n\nوإلّا \
                 فسجّل خروج الجهاز وغيّر كلمة مرورك هنا:\n{account}"
            ),
        ),
        Mail::PasswordChanged { at, forgotten } => (
            format!("تغيّرت كلمة مرورك لدى {cafe}"),
            format!(
                "مرحبًا،\n\nتغيّرت كلمة مرور حسابك لدى {cafe} ({at}). سُجّل خروج كلّ الأجهزة \
                 الأخرى.\n\nإن لم تكن أنت فاختر الآن كلمة مرور جديدة:\n{forgotten}"
            ),
        ),
        Mail::SecondFactorOff { at, account } => (
            format!("أُوقفت خطوتك الثانية لدى {cafe}"),
            format!(
                "مرحبًا،\n\nمن الآن تكفي كلمة مرورك وحدها لتسجيل الدخول لدى {cafe} ({at}).\n\nإن \
                 لم تكن أنت فغيّر كلمة مرورك وفعّل الخطوة الثانية من جديد هنا:\n{account}"
            ),
        ),
        Mail::AuthenticatorAdded { at, account } => (
            format!("تطبيق مصادقة لدى {cafe}"),
            format!(
                "مرحبًا،\n\nمن الآن نطلب رمزًا من تطبيق المصادقة عندما تسجّل الدخول لدى {cafe} \
                 ({at}). أحسنت: لم تعد كلمة المرور وحدها تكفي لدخول أحد.\n\nإن لم تكن أنت فانظر \
                 إلى حسابك هنا:\n{account}"
            ),
        ),
        Mail::PasskeyAdded { name, at, account } => (
            format!("مفتاح مرور جديد لدى {cafe}"),
            format!(
                "مرحبًا،\n\nأُضيف مفتاح مرور إلى حسابك لدى {cafe}:\n\n    {name}\n    {at}\n\nإن \
                 لم تكن أنت فأزله وغيّر كلمة مرورك هنا:\n{account}"
            ),
        ),
        Mail::RecoveryCodesLow { left, account } => (
            format!("أوشكت رموز الاسترداد لدى {cafe} على النفاد"),
            format!(
                "مرحبًا،\n\nرموز الاسترداد المتبقّية لك لدى {cafe}: {left}.\n\nأنشئ رموزًا جديدة \
                 قبل أن تحتاج إليها:\n{account}"
            ),
        ),
        Mail::SignedOutEverywhere { at, forgotten } => (
            "سجّلنا خروجك من كلّ الأجهزة".to_owned(),
            format!(
                "مرحبًا،\n\nرأينا شيئًا لا ينبغي أن يحدث ({at}): استُخدم مفتاح لحسابك لدى {cafe} \
                 مرّة ثانية، وربّما نسخه أحد. حرصًا على سلامتك سجّلنا خروجك من كلّ \
                 الأجهزة.\n\nسجّل الدخول من جديد من فضلك. وإن لم تكن مطمئنًّا فاختر أيضًا كلمة \
                 مرور جديدة:\n{forgotten}"
            ),
        ),
        Mail::AccountClosed => (
            format!("أُغلق حسابك لدى {cafe}"),
            format!(
                "مرحبًا،\n\nأُغلق حسابك لدى {cafe}، وحُذف ما كنّا نعرفه عنك. تبقى طلباتك في \
                 الدفاتر دون اسمك.\n\nشكرًا لأنّك كنت معنا. أهلًا بك دائمًا عند الكاونتر."
            ),
        ),
        Mail::Invitation { role: to_be, link, expires } => {
            let role = role(to_be, Language::Ar);
            (
                format!("أهلًا بك في فريق {cafe}"),
                format!(
                    "مرحبًا،\n\nأنت مدعوّ للانضمام إلى {cafe} لتكون {role}. ابدأ \
                     هنا:\n{link}\n\nالرابط صالح لمرّة واحدة حتّى {expires}.\n\nإن كنت لا تعرف ما \
                     الأمر فلا عليك أن تفعل شيئًا."
                ),
            )
        }
    }
}
