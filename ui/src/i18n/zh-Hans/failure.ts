/** Every failure, with what to do, in Chinese. */
export const failure = {
  failure: {
    bad_request: "这个应用太旧或太新，请更新一下再试。", bad_field: "有一处写得不对，请看一看再点一次。", not_found: "没找到这一条，可能不归您这里看了。",
    not_allowed: "这一步您现在不能做，可能别人已经办了。", needs_update: "这一条是新版本写的，请更新应用再看。", too_large: "写得太长了，请分成两条。",
    bad_photo: "有一张照片打不开，请换一张。别的都还在。", too_many_photos: "一条最多放 9 张照片。", not_here_yet: "照片还在路上，一会儿就到。",
    storage_full: "手机满了，记不下了。请删掉一些照片或视频，再点一次。您写的都还在。", not_a_workbook: "这个文件不是表格，请选一个 .xlsx 文件。", old_format: "这个表格是旧格式的。请在表格软件里另存成 .xlsx，再选一次。",
    locked_workbook: "这个表格要密码才能打开。请先去掉密码，再选一次。", all_hidden: "这个表格里的每一张都藏起来了。请先显示出来，再选一次。",
    workbook_too_large: "这个表格太大了，请分成几个文件。", empty_workbook: "这个表格里什么都没有，请换一个文件。",
    header_only: "这个表格只有表头，没有内容，请换一个文件。", no_header: "没找到表头。表头要在前十行里，请看一看文件。", store_corrupt: "这台设备上的资料坏了。请把设备拿给社区的同志看看，先别卸载。",
    store_too_new: "这台设备的资料是新版本写的，请更新应用。", store_key: "打不开这台设备上的资料。请把设备拿给社区的同志看看，先别卸载。",
    store_busy: "应用已经在别处打开了，请先关掉那一个。", not_enrolled: "这台设备还没有加入社区。", already_enrolled: "这台设备已经加入过了。",
    wrong_code: "码不对，请再看一次。", code_closed: "这个码停用了，请社区的同志再给一个。", needs_second_code: "还要电话里说的 6 位数字。", wrong_second_code: "电话里说的 6 位数字不对。",
    still_waiting: "社区还没有点“同意”，请再等一等。", join_refused: "社区没有同意这台设备，请找社区的同志。", no_connection: "没连上社区，您写的都还在，连上了再点一次",
    not_signed_in: "要重新进入一次。您写的都还在。", cloned: "另一部手机也在用这台的身份。您写的都还在，请找社区要一个新的号码，重新进入一次。", lapsed: "太久没连上社区，这一条先收起来了。连上网就回来了。", revoked: "这台设备被社区停用了，请找社区的同志。", clock_off: "这台设备的时间不准，请调好时间再试。",
    already_settled: "别人已经处理过这一条了。", nothing_waits: "都传完了，没有要存的。", bad_file: "这个文件不全，或者在路上改动过，请重新存一个再交。", other_hub: "这个文件是别的社区的，这里看不懂。",
    track_off: "这次巡逻没有选“记下走过的路”，先选上再记。",
    phone_only: "这个只留在手机上，请在手机上看。", protocol: "应用太旧了，请更新。", too_busy: "社区的电脑正忙，请过一会儿再点一次。", internal: "出了点问题，没有记下。您写的都还在，请再点一次。",
    unknown: "出了点问题，没有记下。您写的都还在，请再点一次。",
  },
};
