<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>CommandQuestion</name>
    <message>
        <source>Run programs?</source>
        <translation>运行程序？</translation>
    </message>
    <message>
        <source>This project computes data or metrics with programs of its own. Run them?</source>
        <translation>此项目用自带的程序计算数据或指标。要运行它们吗？</translation>
    </message>
    <message>
        <source>They can do anything that you can. Run them only if you trust where the project comes from.</source>
        <translation>它们能做您能做的任何事。只有在您信任项目来源时才运行它们。</translation>
    </message>
    <message>
        <source>Run programs</source>
        <translation>运行程序</translation>
    </message>
</context>
<context>
    <name>GraphExport</name>
    <message>
        <source>Network graph</source>
        <translation>网络结构图</translation>
    </message>
</context>
<context>
    <name>GraphTooltip</name>
    <message>
        <source>%1 … %2</source>
        <translation>%1 … %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 over %n channels</source>
        <translation>
            <numerusform>%1，共 %n 个通道</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message numerus="yes">
        <source>Weights: %n bits, %1</source>
        <translation>
            <numerusform>权重：%n 位，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1：%2 %3</translation>
    </message>
    <message>
        <source>%1: not measured</source>
        <translation>%1：未测量</translation>
    </message>
    <message numerus="yes">
        <source>Quantizer: %n bits, %1 levels</source>
        <translation>
            <numerusform>量化器：%n 位，%1 级</numerusform>
        </translation>
    </message>
    <message>
        <source>Range: %1</source>
        <translation>范围：%1</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1，%2，%3</translation>
    </message>
</context>
<context>
    <name>LeaveQuestion</name>
    <message>
        <source>The settings were changed and not exported.</source>
        <translation>设置已更改，尚未导出。</translation>
    </message>
    <message>
        <source>A run is going on: %1.</source>
        <translation>正在运行：%1。</translation>
    </message>
    <message>
        <source>What it has finished can stay in the store, and the run can go on from there another time.</source>
        <translation>已完成的部分可以留在存储库中，以后可从那里继续运行。</translation>
    </message>
    <message>
        <source>Nothing of it is kept, because this window has no store.</source>
        <translation>此窗口没有存储库，因此不会保留任何内容。</translation>
    </message>
    <message>
        <source>Settings that were never run are lost. Run or export to keep them.</source>
        <translation>从未运行过的设置将会丢失。若要保留，请运行或导出。</translation>
    </message>
    <message>
        <source>Stop the run?</source>
        <translation>停止运行？</translation>
    </message>
    <message>
        <source>Discard the settings?</source>
        <translation>放弃设置？</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <source>Stop and keep what there is</source>
        <translation>停止并保留已有结果</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
</context>
<context>
    <name>NumberFormat</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>OverlayLegend</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>较差</translation>
    </message>
</context>
<context>
    <name>ResultText</name>
    <message>
        <source>int8 %1 dB at the outputs</source>
        <translation>int8 输出 %1 dB</translation>
    </message>
    <message>
        <source>int8</source>
        <translation>int8</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 个百分点</translation>
    </message>
    <message>
        <source>%1 (%2 %)</source>
        <translation>%1（%2 %）</translation>
    </message>
    <message>
        <source>%1 is hurt most: %2 dB by itself.</source>
        <translation>%1 受损最大：单独 %2 dB。</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>In float: the model about %1 (estimate)</source>
        <translation>若为浮点：模型约 %1（估计）</translation>
    </message>
    <message>
        <source>In float: no noise would be left (estimate)</source>
        <translation>若为浮点：不再有噪声（估计）</translation>
    </message>
    <message>
        <source>In float: the outputs about %1 dB better (estimate)</source>
        <translation>若为浮点：输出约好 %1 dB（估计）</translation>
    </message>
    <message>
        <source>%1 costs most. In float: about %2 (estimate).</source>
        <translation>%1 代价最大。若为浮点：约 %2（估计）。</translation>
    </message>
</context>
<context>
    <name>RunProblems</name>
    <message>
        <source>%1 needs labels, and the data has none. Choose labels, other data, or a metric without labels.</source>
        <translation>%1 需要标签，而数据没有标签。请选择标签、其他数据或不需要标签的指标。</translation>
    </message>
    <message numerus="yes">
        <source>%n samples are calibration data, too. Choose other data for an honest number.</source>
        <translation>
            <numerusform>有 %n 个样本也是校准数据。请选择其他数据以得到可信的数值。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunText</name>
    <message>
        <source>The run failed.</source>
        <translation>运行失败。</translation>
    </message>
    <message>
        <source>Cancelled: %1.</source>
        <translation>已取消：%1。</translation>
    </message>
    <message>
        <source>A run of %1, begun %2, was interrupted.</source>
        <translation>%1 的运行（开始于 %2）被中断。</translation>
    </message>
    <message>
        <source>All ranges are kept; only the comparison with float is missing.</source>
        <translation>所有范围都已保留，只缺与浮点模型的比较。</translation>
    </message>
    <message numerus="yes">
        <source>%n finished steps are kept.</source>
        <translation>
            <numerusform>已保留 %n 个完成的步骤。</numerusform>
        </translation>
    </message>
    <message>
        <source>No step was finished; what was measured is kept.</source>
        <translation>没有步骤完成；已测得的内容已保留。</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在开始</translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1，%2/%3</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>被中断</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>SettingsText</name>
    <message>
        <source>preset %1</source>
        <translation>预设 %1</translation>
    </message>
    <message>
        <source>%1 in float</source>
        <translation>%1 保持浮点</translation>
    </message>
    <message>
        <source>%1 quantized</source>
        <translation>%1 量化</translation>
    </message>
    <message>
        <source>no %1</source>
        <translation>无 %1</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>the model takes a batch of %1 samples, and the doctor looks at one at a time; reshape it to a batch of 1</source>
        <translation>模型每批接受 %1 个样本，而诊断逐个查看；请把模型改成批次 1</translation>
    </message>
    <message>
        <source>values as stored</source>
        <translation>按存储值原样</translation>
    </message>
    <message>
        <source>x / 255</source>
        <translation>x / 255</translation>
    </message>
    <message>
        <source>x / 127.5 - 1</source>
        <translation>x / 127.5 - 1</translation>
    </message>
    <message>
        <source>x - 128</source>
        <translation>x - 128</translation>
    </message>
    <message>
        <source>ImageNet mean and deviation</source>
        <translation>ImageNet 均值和标准差</translation>
    </message>
    <message>
        <source>ImageNet mean subtracted</source>
        <translation>减去 ImageNet 均值</translation>
    </message>
    <message>
        <source>mean and deviation of grey pictures</source>
        <translation>灰度图像的均值和标准差</translation>
    </message>
    <message>
        <source>as given</source>
        <translation>按给定设置</translation>
    </message>
    <message>
        <source>no input of the model takes pictures (%1): there is no order of colours and no scale of pixels to find out</source>
        <translation>模型没有接受图像的输入（%1）：没有可判断的颜色顺序或像素缩放</translation>
    </message>
    <message>
        <source>%1: a program prepares its pictures by itself; the doctor needs stored pictures that it can prepare</source>
        <translation>%1：程序自行预处理图像；诊断需要可由它自己预处理的已存储图像</translation>
    </message>
    <message>
        <source>the data has no samples</source>
        <translation>数据中没有样本</translation>
    </message>
    <message>
        <source>%1 can&apos;t rank candidates: the doctor needs labels and a metric that compares with them</source>
        <translation>%1 无法对候选方案排序：诊断需要标签以及与标签比较的指标</translation>
    </message>
    <message>
        <source>labels are left aside: %1</source>
        <translation>标签未被使用：%1</translation>
    </message>
    <message>
        <source>all pictures are grey: the order of their channels makes no difference, and only RGB was run</source>
        <translation>所有图像都是灰度图：通道顺序没有影响，只运行了 RGB</translation>
    </message>
    <message>
        <source>the network itself subtracts or scales its input first</source>
        <translation>网络自身先对输入做减法或缩放</translation>
    </message>
    <message>
        <source>the input takes whole numbers (%1), so that the network scales them itself</source>
        <translation>输入接受整数（%1），因此由网络自行缩放</translation>
    </message>
    <message>
        <source>no layer with constant weights was found behind the input: nothing is known of activations</source>
        <translation>输入之后没有找到权重为常量的层：无法了解激活值</translation>
    </message>
    <message>
        <source>no output is known to be a distribution: nothing is concluded from the answers</source>
        <translation>没有已知为概率分布的输出：不从网络的回答得出结论</translation>
    </message>
    <message>
        <source>the constants behind the input bring it to a spread of %1, where about 1 is meant (with %3: %2)</source>
        <translation>输入之后的常量使其离散程度为 %1，而预期约为 1（%3：%2）</translation>
    </message>
    <message>
        <source>the batch normalisations see nearly what they were trained on: %1 nats away (with %3: %2)</source>
        <translation>批归一化层看到的数据与训练时几乎相同：相差 %1 奈特（%3：%2）</translation>
    </message>
    <message>
        <source>the biases of the first layers fit the data: it explains %1 of their differences (with %3: %2)</source>
        <translation>前几层的偏置与数据相符：数据解释了偏置差异的 %1（%3：%2）</translation>
    </message>
    <message>
        <source>%1 of the first layers&apos; channels are stuck, always or never active (with %3: %2)</source>
        <translation>前几层有 %1 的通道停滞不变，始终激活或从不激活（%3：%2）</translation>
    </message>
    <message>
        <source>activations of the first layers spread by %1, where 1 is usual (with %3: %2)</source>
        <translation>前几层激活值的离散程度为 %1，通常为 1（%3：%2）</translation>
    </message>
    <message>
        <source>the answers say %1 of what they could say about the samples (with %3: %2)</source>
        <translation>网络的回答包含了关于样本可能信息的 %1（%3：%2）</translation>
    </message>
    <message>
        <source>on the same samples the answers are surer and differ more than with %1 (Student&apos;s t %2)</source>
        <translation>在相同样本上，回答比使用 %1 时更确定、差异更大（学生 t 值 %2）</translation>
    </message>
    <message>
        <source>nothing that was seen of the network speaks clearly for one of them</source>
        <translation>从网络中观察到的情况没有明确支持其中任何一个</translation>
    </message>
    <message>
        <source>there is nothing to choose: %1</source>
        <translation>没有可选择的余地：%1</translation>
    </message>
    <message>
        <source>of the usual preparations no other can be told from it with this input and these pictures</source>
        <translation>对于此输入和这些图像，常用的预处理方式中没有其他可与之区分的</translation>
    </message>
    <message>
        <source>surely %1 (plausibility %2)</source>
        <translation>确定为 %1（可信度 %2）</translation>
    </message>
    <message>
        <source>probably %1 (plausibility %2)</source>
        <translation>很可能为 %1（可信度 %2）</translation>
    </message>
    <message>
        <source>probably %1 (plausibility %2); not ruled out: %3</source>
        <translation>很可能为 %1（可信度 %2）；不能排除：%3</translation>
    </message>
    <message>
        <source>of the values: %1 (plausibility %2); the order of the channels can&apos;t be told</source>
        <translation>数值方面：%1（可信度 %2）；通道顺序无法判断</translation>
    </message>
    <message>
        <source>none of the candidates can be ruled out</source>
        <translation>没有任何候选方案可以排除</translation>
    </message>
    <message>
        <source>these can&apos;t be told apart: %1</source>
        <translation>以下方案无法区分：%1</translation>
    </message>
    <message>
        <source>best by %2: %1 (%3)</source>
        <translation>按 %2 最佳：%1（%3）</translation>
    </message>
    <message>
        <source>the metric has no values of single samples, so that nothing can be said about chance</source>
        <translation>该指标没有单个样本的值，因此无法判断是否出于偶然</translation>
    </message>
    <message>
        <source>surely %1: %2 %3</source>
        <translation>确定为 %1：%2 %3</translation>
    </message>
    <message>
        <source>its lead is more than chance: against every other candidate the sign test gives less than %1</source>
        <translation>其领先并非偶然：与其他每个候选方案相比，符号检验的概率均小于 %1</translation>
    </message>
    <message>
        <source>best by %2: %1 (%3), but none of the candidates can be ruled out on so few samples</source>
        <translation>按 %2 最佳：%1（%3），但样本太少，没有任何候选方案可以排除</translation>
    </message>
    <message>
        <source>the lead of the best may be chance (sign test, %1 or more)</source>
        <translation>最佳方案的领先可能出于偶然（符号检验，%1 或以上）</translation>
    </message>
    <message>
        <source>best by %2: %1 (%3), but these can&apos;t be told apart on so few samples: %4</source>
        <translation>按 %2 最佳：%1（%3），但样本太少，以下方案无法区分：%4</translation>
    </message>
    <message>
        <source>Which files of the folder are samples, in which order: a text file with a name a line, or COCO&apos;s instances file.</source>
        <translation>文件夹中的哪些文件是样本、按什么顺序：每行一个名称的文本文件，或 COCO 的 instances 文件。</translation>
    </message>
    <message>
        <source>Names of the classes, in order, where labels are names.</source>
        <translation>标签为名称时，各类别的名称（按顺序）。</translation>
    </message>
    <message>
        <source>Added to every class number.</source>
        <translation>加到每个类别编号上。</translation>
    </message>
    <message>
        <source>Only this many samples, the first ones; 0: all.</source>
        <translation>只取最前面这么多个样本；0：全部。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; and the engine accuracy_checker say the same thing; leave one out</source>
        <translation>“%1”与引擎 accuracy_checker 说的是同一件事；请去掉其中一个</translation>
    </message>
    <message>
        <source>POT&apos;s engine for labelled data, described in Accuracy Checker&apos;s format: a file, or its keys here. Becomes the sections data, test_data and metrics.</source>
        <translation>POT 用于有标签数据的引擎，以 Accuracy Checker 的格式描述：一个文件，或在此写出它的键。会变成 data、test_data 和 metrics 各节。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is %2, which is not supported; use one of: %3</source>
        <translation>“%1”是 %2，不受支持；请使用以下之一：%3</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is %2, which is not supported; it must be %3 or left out</source>
        <translation>“%1”是 %2，不受支持；必须是 %3，或者不写</translation>
    </message>
    <message>
        <source>%1 things are wrong</source>
        <translation>有 %1 处错误</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is missing; it must be the folder of the pictures</source>
        <translation>缺少“%1”；它必须是图片所在的文件夹</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must be numpy_reader for this converter</source>
        <translation>使用此转换器时，“%1”必须是 numpy_reader</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must be data_source for this converter, or be left out</source>
        <translation>使用此转换器时，“%1”必须与 data_source 相同，或者不写</translation>
    </message>
    <message>
        <source>&apos;%1&apos; draws samples at random as NumPy does, which is not supported; set shuffle: false for the first ones</source>
        <translation>“%1”按 NumPy 的方式随机抽取样本，不受支持；要取最前面的样本，请设置 shuffle: false</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must resize to one size for all pictures, as the input &apos;%2&apos; is told this size</source>
        <translation>“%1”必须把所有图片缩放到同一尺寸，因为要把该尺寸告诉输入“%2”</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: prepared annotations are Python&apos;s pickles, which are never opened, as they can run programs; use annotation_conversion</source>
        <translation>“%1”：预先生成的标注是 Python 的 pickle 文件，它们可以运行程序，因此从不打开；请使用 annotation_conversion</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has no annotation_conversion; give it, or name the file of definitions that has it (global_definitions, DEFINITIONS_FILE)</source>
        <translation>“%1”没有 annotation_conversion；请写出它，或指明含有它的定义文件（global_definitions、DEFINITIONS_FILE）</translation>
    </message>
    <message>
        <source>Samples, what is known of them, and what is measured.</source>
        <translation>样本、关于样本的已知信息，以及要测量的内容。</translation>
    </message>
    <message>
        <source>Name of the data set; keys that are not here come from the definition of this name.</source>
        <translation>数据集的名称；此处没有的键取自同名的定义。</translation>
    </message>
    <message>
        <source>Folder of the pictures; relative paths start in DATA_DIR, or beside the description.</source>
        <translation>图片所在的文件夹；相对路径从 DATA_DIR 开始，否则从描述文件所在处开始。</translation>
    </message>
    <message>
        <source>Where labels come from.</source>
        <translation>标签来自何处。</translation>
    </message>
    <message>
        <source>How samples are read: a word, or an object with type; opencv_imread where it is absent.</source>
        <translation>如何读取样本：一个词，或带 type 的对象；没有时为 opencv_imread。</translation>
    </message>
    <message>
        <source>How pictures become tensors, in this order.</source>
        <translation>图片如何变成张量，按此顺序。</translation>
    </message>
    <message>
        <source>What is done to predictions and labels, in this order.</source>
        <translation>对预测和标签所做的处理，按此顺序。</translation>
    </message>
    <message>
        <source>What is measured.</source>
        <translation>要测量的内容。</translation>
    </message>
    <message>
        <source>Only this many samples, the first ones; needs shuffle: false.</source>
        <translation>只取最前面这么多个样本；需要 shuffle: false。</translation>
    </message>
    <message>
        <source>Whether subsample_size draws at random, which is not supported.</source>
        <translation>subsample_size 是否随机抽取；随机抽取不受支持。</translation>
    </message>
    <message>
        <source>Folder of the masks, where it is not the converter&apos;s.</source>
        <translation>掩码所在的文件夹，如果不是转换器给出的那个。</translation>
    </message>
    <message>
        <source>What one input of the model gets.</source>
        <translation>模型的一个输入得到什么。</translation>
    </message>
    <message>
        <source>Name of the input.</source>
        <translation>输入的名称。</translation>
    </message>
    <message>
        <source>Where the channels of pictures go.</source>
        <translation>图片的通道放在何处。</translation>
    </message>
    <message>
        <source>How the model is run and what its outputs mean.</source>
        <translation>模型如何运行，其输出是什么含义。</translation>
    </message>
    <message>
        <source>Launchers of other frameworks are left out.</source>
        <translation>其他框架的 launcher 会被略去。</translation>
    </message>
    <message>
        <source>What the outputs mean: a word, or an object with type.</source>
        <translation>输出的含义：一个词，或带 type 的对象。</translation>
    </message>
    <message>
        <source>What the inputs get, where there are several.</source>
        <translation>有多个输入时，各输入得到什么。</translation>
    </message>
    <message>
        <source>The model, where the configuration names none; relative paths start in MODELS_DIR, or beside the description.</source>
        <translation>模型，在配置没有指定时使用；相对路径从 MODELS_DIR 开始，否则从描述文件所在处开始。</translation>
    </message>
    <message>
        <source>Its weights.</source>
        <translation>模型的权重。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; needs an adapter in the launcher</source>
        <translation>“%1”需要 launcher 中有 adapter</translation>
    </message>
    <message>
        <source>&apos;%1&apos; does not go with the adapter %2</source>
        <translation>“%1”与适配器 %2 不相配</translation>
    </message>
    <message>
        <source>&apos;%1&apos; does not go with what the converter of annotations gives</source>
        <translation>“%1”与标注转换器给出的内容不相配</translation>
    </message>
    <message>
        <source>&apos;%1&apos; needs resize_prediction_boxes in postprocessing, as the adapter %2 gives boxes relative to the picture</source>
        <translation>“%1”需要 postprocessing 中有 resize_prediction_boxes，因为适配器 %2 给出相对于图片的框</translation>
    </message>
    <message>
        <source>&apos;%1&apos; needs a resize or crop with a size in preprocessing, as the adapter %2 counts in pixels of the input</source>
        <translation>“%1”需要 preprocessing 中有带尺寸的 resize 或 crop，因为适配器 %2 以输入的像素计</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must be false, as the adapter finds the best class (make_argmax)</source>
        <translation>“%1”必须是 false，因为适配器会找出最佳类别（make_argmax）</translation>
    </message>
    <message>
        <source>&apos;%1&apos; resizes the scores of the classes, which Accuracy Checker rounds to 8 bits each by its own range; give the adapter make_argmax: true and &apos;%2&apos; use_argmax: false</source>
        <translation>“%1”缩放的是各类别的得分，Accuracy Checker 会把每个类别按其自身范围舍入为 8 位；请给适配器写 make_argmax: true，并给“%2”写 use_argmax: false</translation>
    </message>
    <message>
        <source>Share of samples whose class is among the best; of all, or the mean over the classes.</source>
        <translation>类别位于最佳之列的样本所占比例；对全部样本，或对各类别取平均。</translation>
    </message>
    <message>
        <source>How many of the best classes count as an answer.</source>
        <translation>最佳的多少个类别算作答案。</translation>
    </message>
    <message>
        <source>Mean average precision of detections.</source>
        <translation>检测的平均精度均值。</translation>
    </message>
    <message>
        <source>Overlap from which on an object is found.</source>
        <translation>从多大的重叠起算作找到物体。</translation>
    </message>
    <message>
        <source>Area under the curve, or the mean at eleven recalls.</source>
        <translation>曲线下面积，或十一个召回率处的平均值。</translation>
    </message>
    <message>
        <source>Whether objects marked difficult do not count.</source>
        <translation>标为困难的物体是否不计。</translation>
    </message>
    <message>
        <source>Whether corners are pixels that belong to the box.</source>
        <translation>角点是否为属于框的像素。</translation>
    </message>
    <message>
        <source>Whether any number of detections may lie in a difficult object.</source>
        <translation>困难物体中是否可以有任意多个检测。</translation>
    </message>
    <message>
        <source>COCO&apos;s mean average precision of detections.</source>
        <translation>COCO 的检测平均精度均值。</translation>
    </message>
    <message>
        <source>Detections of a picture and class that count, best first.</source>
        <translation>每张图片每个类别计入的检测数，从最好的开始。</translation>
    </message>
    <message>
        <source>Intersection over union, averaged over the classes, or share of right pixels.</source>
        <translation>对各类别取平均的交并比，或正确像素的比例。</translation>
    </message>
    <message>
        <source>Whether the network&apos;s output has scores; false: classes.</source>
        <translation>网络的输出是否为得分；false：类别。</translation>
    </message>
    <message>
        <source>A class that does not count, in labels and in predictions.</source>
        <translation>在标签和预测中都不计的类别。</translation>
    </message>
    <message>
        <source>Error of numbers; rmse becomes mae, which it equals in Accuracy Checker.</source>
        <translation>数值的误差；rmse 变为 mae，二者在 Accuracy Checker 中相等。</translation>
    </message>
    <message>
        <source>Cosine between the outputs and the float model&apos;s; no labels are used.</source>
        <translation>输出与浮点模型输出之间的余弦；不使用标签。</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: %2 must have labels, a list of names, or label_map, names by consecutive whole numbers</source>
        <translation>“%1”：%2 必须有 labels（名称列表），或 label_map（按连续整数编号的名称）</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: %2 is no %3; Python&apos;s pickles are never opened, as they can run programs</source>
        <translation>“%1”：%2 不是 %3；Python 的 pickle 文件可以运行程序，因此从不打开</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: masks must be named as their pictures but for the ending; the prefixes or postfixes differ</source>
        <translation>“%1”：掩码除扩展名外必须与图片同名；而前缀或后缀不同</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: inputs must be .npy files (input_suffix) and references text files of the same name (reference_suffix .txt)</source>
        <translation>“%1”：输入必须是 .npy 文件（input_suffix），参考值必须是同名的文本文件（reference_suffix .txt）</translation>
    </message>
    <message>
        <source>A path; relative ones start in DATA_DIR, or beside the description.</source>
        <translation>路径；相对路径从 DATA_DIR 开始，否则从描述文件所在处开始。</translation>
    </message>
    <message>
        <source>Whether class 0 is the background, so that classes are counted from 1.</source>
        <translation>类别 0 是否为背景，从而类别从 1 开始计数。</translation>
    </message>
    <message>
        <source>JSON file with labels, the names of the classes in order, or label_map, names by numbers.</source>
        <translation>JSON 文件，含有 labels（按顺序的类别名称）或 label_map（按编号的名称）。</translation>
    </message>
    <message>
        <source>A text file with a name and a class number a line.</source>
        <translation>每行一个名称和类别编号的文本文件。</translation>
    </message>
    <message>
        <source>CIFAR-10 in its binary form (.bin).</source>
        <translation>二进制形式（.bin）的 CIFAR-10。</translation>
    </message>
    <message>
        <source>MNIST&apos;s IDX files, gzipped or not.</source>
        <translation>MNIST 的 IDX 文件，可用 gzip 压缩。</translation>
    </message>
    <message>
        <source>PASCAL VOC&apos;s XML files, for the pictures that a text file names.</source>
        <translation>PASCAL VOC 的 XML 文件，对应文本文件所列的图片。</translation>
    </message>
    <message>
        <source>COCO&apos;s instances file; pictures without objects are no samples.</source>
        <translation>COCO 的 instances 文件；没有物体的图片不作为样本。</translation>
    </message>
    <message>
        <source>Whether classes are COCO&apos;s ids, up to 90, instead of the places of the categories in the file.</source>
        <translation>类别是否为 COCO 的编号（最大 90），而不是类别在文件中的位置。</translation>
    </message>
    <message>
        <source>A text file with a picture and its mask a line.</source>
        <translation>每行一张图片及其掩码的文本文件。</translation>
    </message>
    <message>
        <source>A folder of pictures and one of masks with the same names.</source>
        <translation>图片文件夹和同名掩码的文件夹。</translation>
    </message>
    <message>
        <source>How the names of pictures begin.</source>
        <translation>图片名称的开头。</translation>
    </message>
    <message>
        <source>How the names of masks begin.</source>
        <translation>掩码名称的开头。</translation>
    </message>
    <message>
        <source>How the names of pictures end.</source>
        <translation>图片名称的结尾。</translation>
    </message>
    <message>
        <source>How the names of masks end.</source>
        <translation>掩码名称的结尾。</translation>
    </message>
    <message>
        <source>A folder of inputs and one of the numbers that the network should give.</source>
        <translation>输入的文件夹，以及网络应给出的数值的文件夹。</translation>
    </message>
    <message>
        <source>How the names of inputs end; .npy is supported.</source>
        <translation>输入名称的结尾；支持 .npy。</translation>
    </message>
    <message>
        <source>How the names of references end; .txt is supported.</source>
        <translation>参考值名称的结尾；支持 .txt。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is supported for predictions without a size, and for annotations with the size of the predictions</source>
        <translation>“%1”只支持：对预测且不给尺寸，或对标注且给出预测的尺寸</translation>
    </message>
    <message>
        <source>Whether predictions or labels are meant.</source>
        <translation>指的是预测还是标签。</translation>
    </message>
    <message>
        <source>Scales boxes that are relative to the picture by its size.</source>
        <translation>把相对于图片的框按图片尺寸放大。</translation>
    </message>
    <message>
        <source>Leaves out detections with a low score.</source>
        <translation>略去得分低的检测。</translation>
    </message>
    <message>
        <source>Of boxes that overlap too much only the best is left: of any class, or with class_aware_nms of one class.</source>
        <translation>重叠过多的框只留最好的一个：不分类别，或用 class_aware_nms 时在同一类别内。</translation>
    </message>
    <message>
        <source>Boxes that overlap more are one object.</source>
        <translation>重叠更多的框是同一个物体。</translation>
    </message>
    <message>
        <source>Gives masks another size, nearest pixel.</source>
        <translation>以最近像素改变掩码的尺寸。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; needs pictures with three channels, which there are none of at this step</source>
        <translation>“%1”需要三通道的图片，而此步没有</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must have size, or both dst_height and dst_width</source>
        <translation>“%1”必须有 size，或者同时有 dst_height 和 dst_width</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must have either a size or central_fraction</source>
        <translation>“%1”必须有尺寸或 central_fraction，二者取一</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is %2, but at this step the channels are in the other order</source>
        <translation>“%1”是 %2，但此步通道的顺序相反</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must have mean, std or both</source>
        <translation>“%1”必须有 mean、std 或两者</translation>
    </message>
    <message>
        <source>Which proportions are kept; a crop or a padding follows.</source>
        <translation>保持何种比例；其后接裁剪或填充。</translation>
    </message>
    <message>
        <source>Resizes the picture to the model&apos;s input.</source>
        <translation>把图片缩放到模型输入的尺寸。</translation>
    </message>
    <message>
        <source>Cuts out the middle of the picture.</source>
        <translation>裁出图片的中部。</translation>
    </message>
    <message>
        <source>Cuts a corner out of the picture.</source>
        <translation>裁出图片的一角。</translation>
    </message>
    <message>
        <source>Which corner.</source>
        <translation>哪个角。</translation>
    </message>
    <message>
        <source>Where the border is.</source>
        <translation>边框在何处。</translation>
    </message>
    <message>
        <source>Exchanges the first channel and the last.</source>
        <translation>交换第一个和最后一个通道。</translation>
    </message>
    <message>
        <source>Makes the picture grey.</source>
        <translation>把图片变成灰度。</translation>
    </message>
    <message>
        <source>Whether grey values are floats from here on.</source>
        <translation>灰度值从此处起是否为浮点数。</translation>
    </message>
    <message>
        <source>Subtracts the mean, then divides by the deviation.</source>
        <translation>减去均值，再除以标准差。</translation>
    </message>
    <message>
        <source>One value, one for each channel, or imagenet or cifar10.</source>
        <translation>一个值，每通道一个值，或 imagenet、cifar10。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has a zero, which nothing can be divided by</source>
        <translation>“%1”中有零，不能作除数</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must have the width and height of %2 anchors</source>
        <translation>“%1”必须有 %2 个锚框的宽和高</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must have a list of anchors for each of the %2 outputs, all of one length</source>
        <translation>“%1”必须为 %2 个输出各给一个锚框列表，且长度相同</translation>
    </message>
    <message>
        <source>Width and height of each anchor, or the name of a network whose anchors these are.</source>
        <translation>每个锚框的宽和高，或其锚框所属网络的名称。</translation>
    </message>
    <message>
        <source>How many classes the network tells apart.</source>
        <translation>网络能区分多少个类别。</translation>
    </message>
    <message>
        <source>How many anchors an output has.</source>
        <translation>一个输出有多少个锚框。</translation>
    </message>
    <message>
        <source>A score for each class.</source>
        <translation>每个类别一个得分。</translation>
    </message>
    <message>
        <source>A score for each class of each pixel, or its class.</source>
        <translation>每个像素每个类别一个得分，或每个像素的类别。</translation>
    </message>
    <message>
        <source>Whether the best class is found here; metrics have use_argmax: false then.</source>
        <translation>是否在此找出最佳类别；此时指标要写 use_argmax: false。</translation>
    </message>
    <message>
        <source>DetectionOutput&apos;s rows of seven numbers.</source>
        <translation>DetectionOutput 的行，每行七个数。</translation>
    </message>
    <message>
        <source>Boxes, integer labels and scores in outputs of their own, found by their form.</source>
        <translation>框、整数标签和得分各在一个输出中，按其形式辨认。</translation>
    </message>
    <message>
        <source>The result of a RegionYolo layer, one output.</source>
        <translation>RegionYolo 层的结果，一个输出。</translation>
    </message>
    <message>
        <source>Cells per side.</source>
        <translation>每边的网格数。</translation>
    </message>
    <message>
        <source>Several outputs, from the coarsest grid to the finest; their size is that of the resize.</source>
        <translation>多个输出，从最粗的网格到最细的；其尺寸为 resize 的尺寸。</translation>
    </message>
    <message>
        <source>Least score that there is an object.</source>
        <translation>存在物体的最低得分。</translation>
    </message>
    <message>
        <source>Names of the outputs; only their number counts.</source>
        <translation>输出的名称；只有个数起作用。</translation>
    </message>
    <message>
        <source>Numbers of the anchors of each output.</source>
        <translation>各输出所用锚框的编号。</translation>
    </message>
    <message>
        <source>Whether the outputs have not passed a RegionYolo layer.</source>
        <translation>输出是否尚未经过 RegionYolo 层。</translation>
    </message>
    <message>
        <source>Numbers.</source>
        <translation>数值。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has no launcher of the framework dlsdk or openvino</source>
        <translation>“%1”中没有框架为 dlsdk 或 openvino 的 launcher</translation>
    </message>
    <message>
        <source>Name of the model.</source>
        <translation>模型的名称。</translation>
    </message>
    <message>
        <source>How the model is run; one of them for dlsdk or openvino.</source>
        <translation>模型如何运行；其中一个用于 dlsdk 或 openvino。</translation>
    </message>
    <message>
        <source>One data set; or an object with optimization, to calibrate with, and evaluation, to measure on.</source>
        <translation>一个数据集；或一个对象，含 optimization（用于校准）和 evaluation（用于测量）。</translation>
    </message>
    <message>
        <source>Data sets by what they are for.</source>
        <translation>按用途区分的数据集。</translation>
    </message>
    <message>
        <source>To calibrate with.</source>
        <translation>用于校准。</translation>
    </message>
    <message>
        <source>To measure on.</source>
        <translation>用于测量。</translation>
    </message>
    <message>
        <source>Of the data sets that have none of their own.</source>
        <translation>用于自身没有预处理的数据集。</translation>
    </message>
    <message>
        <source>A model, how it is run, and on what.</source>
        <translation>一个模型、它如何运行，以及在什么数据上运行。</translation>
    </message>
    <message>
        <source>An Accuracy Checker file.</source>
        <translation>Accuracy Checker 文件。</translation>
    </message>
    <message>
        <source>Launchers and data sets for several files.</source>
        <translation>供多个文件使用的 launcher 和数据集。</translation>
    </message>
    <message>
        <source>Launchers, found by framework.</source>
        <translation>launcher，按框架查找。</translation>
    </message>
    <message>
        <source>Data sets, found by name.</source>
        <translation>数据集，按名称查找。</translation>
    </message>
    <message>
        <source>Pictures with channels in the order BGR.</source>
        <translation>通道顺序为 BGR 的图片。</translation>
    </message>
    <message>
        <source>Whether pictures are read in colour or grey.</source>
        <translation>图片按彩色还是灰度读取。</translation>
    </message>
    <message>
        <source>Pictures with channels in the order RGB.</source>
        <translation>通道顺序为 RGB 的图片。</translation>
    </message>
    <message>
        <source>A .npy file for each sample.</source>
        <translation>每个样本一个 .npy 文件。</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: evaluations by Python modules are not supported; describe launchers and datasets</source>
        <translation>“%1”：不支持由 Python 模块进行的评估；请描述 launchers 和 datasets</translation>
    </message>
    <message>
        <source>Name of the run.</source>
        <translation>运行的名称。</translation>
    </message>
    <message>
        <source>Name, launchers and datasets of each model; of several the one with the name that the configuration gives its model.</source>
        <translation>每个模型的名称、launchers 和 datasets；有多个时取与配置中模型同名的那个。</translation>
    </message>
    <message>
        <source>File of launchers and datasets by name; DEFINITIONS_FILE of the environment wins.</source>
        <translation>按名称定义 launchers 和 datasets 的文件；环境变量 DEFINITIONS_FILE 优先。</translation>
    </message>
    <message>
        <source>Accepted from Accuracy Checker; changes nothing here.</source>
        <translation>接受自 Accuracy Checker；在此不起作用。</translation>
    </message>
    <message>
        <source>Accepted from Accuracy Checker with this value.</source>
        <translation>接受自 Accuracy Checker，只能是此值。</translation>
    </message>
    <message>
        <source>Which one this is.</source>
        <translation>这是哪一种。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is a key of Accuracy Checker that is not supported; leave it out</source>
        <translation>“%1”是 Accuracy Checker 的键，不受支持；请去掉</translation>
    </message>
    <message>
        <source>Height and width.</source>
        <translation>高和宽。</translation>
    </message>
    <message>
        <source>Height, where size does not say it.</source>
        <translation>高，在 size 没有给出时使用。</translation>
    </message>
    <message>
        <source>Width, where size does not say it.</source>
        <translation>宽，在 size 没有给出时使用。</translation>
    </message>
    <message>
        <source>%1: line %2 must name a picture and its mask, both below %3</source>
        <translation>%1：第 %2 行必须写出一张图片及其掩码，二者都在 %3 之下</translation>
    </message>
    <message>
        <source>%1: names &apos;%2&apos;, but there is no such file below %3</source>
        <translation>%1：写有“%2”，但 %3 之下没有这个文件</translation>
    </message>
    <message>
        <source>%1: is no folder, so that %2 can&apos;t choose files of it</source>
        <translation>%1：不是文件夹，因此 %2 不能从中选择文件</translation>
    </message>
    <message>
        <source>%1: line %2: &apos;%3&apos; is no number</source>
        <translation>%1：第 %2 行：“%3”不是数</translation>
    </message>
    <message>
        <source>metric %1: iou is &apos;%2&apos;; write a number from 0 to 1, or 0.5:0.95</source>
        <translation>指标 %1：iou 是“%2”；请写 0 到 1 之间的数，或 0.5:0.95</translation>
    </message>
    <message>
        <source>there are no samples to compare the networks on; at least one is needed</source>
        <translation>没有可用于比较两个网络的样本；至少需要一个</translation>
    </message>
    <message>
        <source>there are no samples to time the network on; at least one is needed</source>
        <translation>没有可用于测量网络耗时的样本；至少需要一个</translation>
    </message>
    <message>
        <source>this engine can&apos;t tell how long single layers take</source>
        <translation>此引擎无法说明单个层耗时多久</translation>
    </message>
    <message>
        <source>while comparing sample %1</source>
        <translation>比较样本 %1 时</translation>
    </message>
    <message>
        <source>%1: can&apos;t be written: %2</source>
        <translation>%1：无法写入：%2</translation>
    </message>
    <message>
        <source>%1: can&apos;t be opened: %2</source>
        <translation>%1：无法打开：%2</translation>
    </message>
    <message>
        <source>%1: is not a regular file</source>
        <translation>%1：不是普通文件</translation>
    </message>
    <message>
        <source>%1: can&apos;t be mapped: %2</source>
        <translation>%1：无法映射到内存：%2</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>there are no samples to take statistics from; at least one is needed</source>
        <translation>没有可用于统计的样本；至少需要一个</translation>
    </message>
    <message>
        <source>the channel axis %1 is outside the shape %2</source>
        <translation>通道轴 %1 超出形状 %2</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;</source>
        <translation>层“%1”</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: sample %2 gives a value that is not finite (infinity or NaN); check the model and the preprocessing</source>
        <translation>层“%1”：样本 %2 产生了非有限值（无穷大或 NaN）；请检查模型和预处理</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is %2; it must be below level_high, which is %3</source>
        <translation>“%1”为 %2；它必须小于 level_high（%3）</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must be the name of a layer, or a list of names that leads into a body</source>
        <translation>“%1”必须是层的名称，或通往子图的名称列表</translation>
    </message>
    <message>
        <source>%1: is not valid JSON: %2</source>
        <translation>%1：不是有效的 JSON：%2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must be an object in braces, not %2</source>
        <translation>“%1”必须是花括号中的对象，而不是 %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is %2; it must be %3</source>
        <translation>“%1”为 %2；它必须是 %3</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: unknown value %2; use one of: %3</source>
        <translation>“%1”：未知的值 %2；可用的有：%3</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a known key; did you mean &apos;%2&apos;?</source>
        <translation>“%1”不是已知的键；您是否想写“%2”？</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a known key; known here are: %2</source>
        <translation>“%1”不是已知的键；此处可用的有：%2</translation>
    </message>
    <message>
        <source>%1: input &apos;%2&apos; takes %3; pictures fit inputs of 1 or 3 channels, channels first or last</source>
        <translation>%1：输入“%2”需要 %3；图片只适用于 1 或 3 通道的输入，通道在前或在后</translation>
    </message>
    <message>
        <source>%1: a sample is %2, but input &apos;%3&apos; takes %4; preprocess with size=%5x%6</source>
        <translation>%1：一个样本为 %2，而输入“%3”需要 %4；请在预处理中使用 size=%5x%6</translation>
    </message>
    <message>
        <source>%1: a sample is %2, but input &apos;%3&apos; takes %4</source>
        <translation>%1：一个样本为 %2，而输入“%3”需要 %4</translation>
    </message>
    <message>
        <source>preprocess: %1 has %2 values, but input &apos;%3&apos; has %4 channels; give one value or one per channel</source>
        <translation>preprocess：%1 有 %2 个值，而输入“%3”有 %4 个通道；请给出一个值，或每个通道一个值</translation>
    </message>
    <message>
        <source>%1, sample %2</source>
        <translation>%1，样本 %2</translation>
    </message>
    <message>
        <source>%1: is %2 as a sample, but input &apos;%3&apos; takes %4; preprocess with size=HEIGHTxWIDTH</source>
        <translation>%1：作为样本是 %2，而输入“%3”需要 %4；请在预处理中使用 size=高x宽</translation>
    </message>
    <message>
        <source>%1: is empty; a CIFAR-10 binary holds records of 3073 bytes</source>
        <translation>%1：为空；CIFAR-10 二进制文件由 3073 字节的记录组成</translation>
    </message>
    <message>
        <source>%1: %2 bytes are not a whole number of CIFAR-10 records of 3073 bytes</source>
        <translation>%1：%2 字节不是整数条 CIFAR-10 记录（每条 3073 字节）</translation>
    </message>
    <message>
        <source>%1: record %2 has label %3, but labels of CIFAR-10 are 0 to 9</source>
        <translation>%1：记录 %2 的标签为 %3，而 CIFAR-10 的标签为 0 到 9</translation>
    </message>
    <message>
        <source>%1: does not begin as an IDX file does (two zero bytes and a type)</source>
        <translation>%1：开头不符合 IDX 文件的格式（两个零字节和一个类型）</translation>
    </message>
    <message>
        <source>%1: an IDX file needs at least one axis, the samples</source>
        <translation>%1：IDX 文件至少需要一个轴，即样本轴</translation>
    </message>
    <message>
        <source>%1: its header promises %2 elements, but the data is of another size</source>
        <translation>%1：文件头声明有 %2 个元素，但数据大小不符</translation>
    </message>
    <message>
        <source>%1: ends inside the IDX header</source>
        <translation>%1：在 IDX 文件头中就结束了</translation>
    </message>
    <message>
        <source>%1: the compressed data ends too early</source>
        <translation>%1：压缩数据过早结束</translation>
    </message>
    <message>
        <source>%1: can&apos;t be decompressed: %2</source>
        <translation>%1：无法解压：%2</translation>
    </message>
    <message>
        <source>%1: can&apos;t be decoded as a picture: %2</source>
        <translation>%1：无法解码为图片：%2</translation>
    </message>
    <message>
        <source>%1: there is not enough memory for the decoded picture</source>
        <translation>%1：内存不足，无法存放解码后的图片</translation>
    </message>
    <message>
        <source>%1: the folder can&apos;t be read: %2</source>
        <translation>%1：无法读取该文件夹：%2</translation>
    </message>
    <message>
        <source>%1: line %2: &apos;%3&apos; is no label; a label is a whole number from 0</source>
        <translation>%1：第 %2 行：“%3”不是标签；标签是从 0 开始的整数</translation>
    </message>
    <message>
        <source>%1: has %2 labels, but there are %3 samples</source>
        <translation>%1：有 %2 个标签，但有 %3 个样本</translation>
    </message>
    <message>
        <source>%1: labels are whole numbers along one axis</source>
        <translation>%1：标签应为沿一个轴排列的整数</translation>
    </message>
    <message>
        <source>%1: label %2 of sample %3 is negative</source>
        <translation>%1：样本 %3 的标签 %2 为负数</translation>
    </message>
    <message>
        <source>%1: line %2 is not a label alone; write one whole number per line</source>
        <translation>%1：第 %2 行不只是一个标签；每行请写一个整数</translation>
    </message>
    <message>
        <source>%1: line %2 lacks a name or a label; write &apos;name label&apos;</source>
        <translation>%1：第 %2 行缺少名称或标签；请写成“名称 标签”</translation>
    </message>
    <message>
        <source>%1: line %2 gives &apos;%3&apos; another label than a line before</source>
        <translation>%1：第 %2 行给“%3”的标签与前面的行不同</translation>
    </message>
    <message>
        <source>%1: has no label for &apos;%2&apos;</source>
        <translation>%1：没有“%2”的标签</translation>
    </message>
    <message>
        <source>%1: its .npy header lacks a readable &apos;descr&apos;, &apos;fortran_order&apos; or &apos;shape&apos;</source>
        <translation>%1：.npy 文件头缺少可读的“descr”、“fortran_order”或“shape”</translation>
    </message>
    <message>
        <source>%1: its elements are %2; use numbers of 8 to 64 bits or booleans</source>
        <translation>%1：元素类型为 %2；请使用 8 到 64 位的数字或布尔值</translation>
    </message>
    <message>
        <source>%1: does not begin as a .npy file does</source>
        <translation>%1：开头不符合 .npy 文件的格式</translation>
    </message>
    <message>
        <source>%1: is of .npy version %2; versions 1 to 3 can be read</source>
        <translation>%1：.npy 版本为 %2；可以读取版本 1 到 3</translation>
    </message>
    <message>
        <source>%1: ends inside the .npy header</source>
        <translation>%1：在 .npy 文件头中就结束了</translation>
    </message>
    <message>
        <source>%1: holds one number; the first axis must count the samples</source>
        <translation>%1：只有一个数；第一个轴必须是样本轴</translation>
    </message>
    <message>
        <source>&apos;%1&apos; names no number of samples; write synthetic:N with N from 1, such as synthetic:300</source>
        <translation>“%1”没有给出样本数；请写 synthetic:N（N 从 1 开始），例如 synthetic:300</translation>
    </message>
    <message>
        <source>%1: no such file or folder</source>
        <translation>%1：没有这样的文件或文件夹</translation>
    </message>
    <message>
        <source>%1: holds no samples</source>
        <translation>%1：没有样本</translation>
    </message>
    <message>
        <source>%1: the model has %2 inputs (%3); say which one the data is for, as INPUT=%1</source>
        <translation>%1：模型有 %2 个输入（%3）；请写成 输入=%1 来指明数据属于哪个输入</translation>
    </message>
    <message>
        <source>%1: the model has no input &apos;%2&apos;; did you mean &apos;%3&apos;?</source>
        <translation>%1：模型没有输入“%2”；您是否想写“%3”？</translation>
    </message>
    <message>
        <source>%1: the model has no input &apos;%2&apos;; its inputs are %3</source>
        <translation>%1：模型没有输入“%2”；它的输入有 %3</translation>
    </message>
    <message>
        <source>%1: input &apos;%2&apos; already gets its data from %3</source>
        <translation>%1：输入“%2”的数据已经来自 %3</translation>
    </message>
    <message>
        <source>there is no data for input &apos;%1&apos;; add %1=FILE or give synthetic:N for all inputs</source>
        <translation>输入“%1”没有数据；请添加 %1=文件，或为所有输入给出 synthetic:N</translation>
    </message>
    <message>
        <source>%1 has %2 samples, but %3 has %4; all inputs need the same number</source>
        <translation>%1 有 %2 个样本，而 %3 有 %4 个；所有输入的样本数必须相同</translation>
    </message>
    <message>
        <source>%1 and %2: labels are given twice; give them for one input only</source>
        <translation>%1 和 %2：标签给出了两次；请只为一个输入给出标签</translation>
    </message>
    <message>
        <source>the model has no inputs, so no data can be fed to it</source>
        <translation>模型没有输入，因此无法向其提供数据</translation>
    </message>
    <message>
        <source>no data is given; name a file, a folder of pictures or synthetic:N</source>
        <translation>没有给出数据；请指定文件、图片文件夹或 synthetic:N</translation>
    </message>
    <message>
        <source>input &apos;%1&apos; takes elements that are no numbers, which data can&apos;t be read for</source>
        <translation>输入“%1”的元素不是数字，无法为其读取数据</translation>
    </message>
    <message>
        <source>a picture of %1 can&apos;t be resized or recoloured: %2</source>
        <translation>%1 的图片无法缩放或转换颜色：%2</translation>
    </message>
    <message>
        <source>preprocess: size: &apos;%1&apos; is no size; write HEIGHTxWIDTH, such as 224x224</source>
        <translation>preprocess：size：“%1”不是尺寸；请写 高x宽，例如 224x224</translation>
    </message>
    <message>
        <source>preprocess: %1: &apos;%2&apos; is no number; write one number or one per channel, such as 1:2:3</source>
        <translation>preprocess：%1：“%2”不是数字；请写一个数，或每个通道一个数，例如 1:2:3</translation>
    </message>
    <message>
        <source>preprocess: unknown key &apos;%1&apos;; did you mean &apos;%2&apos;?</source>
        <translation>preprocess：未知的键“%1”；您是否想写“%2”？</translation>
    </message>
    <message>
        <source>preprocess: %1: %2 is not a finite number</source>
        <translation>preprocess：%1：%2 不是有限的数</translation>
    </message>
    <message>
        <source>preprocess: scale: values are divided by it, so it can&apos;t be 0</source>
        <translation>preprocess：scale：它是除数，因此不能为 0</translation>
    </message>
    <message>
        <source>preprocess: &apos;%1&apos; has no value; write key=value, separated by commas</source>
        <translation>preprocess：“%1”没有值；请写 键=值，并用逗号分隔</translation>
    </message>
    <message>
        <source>preprocess: %1 is given twice</source>
        <translation>preprocess：%1 给出了两次</translation>
    </message>
    <message>
        <source>the network has %1 inputs, but %2 tensors were given</source>
        <translation>网络有 %1 个输入，但给出了 %2 个张量</translation>
    </message>
    <message>
        <source>input &apos;%1&apos; takes %2, but the data is %3</source>
        <translation>输入“%1”需要 %2，而数据是 %3</translation>
    </message>
    <message>
        <source>input &apos;%1&apos; takes the shape %2, but the data has %3</source>
        <translation>输入“%1”的形状为 %2，而数据的形状为 %3</translation>
    </message>
    <message>
        <source>not enough memory to run the network</source>
        <translation>内存不足，无法运行网络</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: OpenVINO can&apos;t run the operator %2 of %3</source>
        <translation>层“%1”：OpenVINO 无法运行 %3 的算子 %2</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos; (%2): OpenVINO says: %3</source>
        <translation>层“%1”（%2）：OpenVINO 报告：%3</translation>
    </message>
    <message>
        <source>Waiting for OpenVINO, which is still compiling a network of the cancelled run</source>
        <translation>正在等待 OpenVINO：它还在为已取消的运行编译网络</translation>
    </message>
    <message>
        <source>OpenVINO says: %1</source>
        <translation>OpenVINO 报告：%1</translation>
    </message>
    <message>
        <source>OpenVINO failed without saying why</source>
        <translation>OpenVINO 失败，但没有说明原因</translation>
    </message>
    <message>
        <source>while running sample %1</source>
        <translation>运行样本 %1 时</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos; leads to no result of the network, so it can&apos;t be watched</source>
        <translation>层“%1”不通往网络的任何输出，因此无法观察</translation>
    </message>
    <message>
        <source>there is no engine &apos;%1&apos;; this build has: %2</source>
        <translation>没有引擎“%1”；此版本包含：%2</translation>
    </message>
    <message>
        <source>%1: the folder can&apos;t be created: %2</source>
        <translation>%1：无法创建该文件夹：%2</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: input %2 is not connected to an output of another layer</source>
        <translation>层“%1”：输入 %2 没有连接到其他层的输出</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos; depends on its own output: the layers form a cycle</source>
        <translation>层“%1”依赖于自己的输出：这些层构成了环</translation>
    </message>
    <message>
        <source>two layers have the name &apos;%1&apos;</source>
        <translation>有两个层的名称都是“%1”</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: %2 &apos;%3&apos; is not the id of a %4 in its body</source>
        <translation>层“%1”：%2“%3”不是其子图中 %4 的 id</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: its port map names the port &apos;%2&apos;, which it does not have</source>
        <translation>层“%1”：端口映射中的端口“%2”不存在</translation>
    </message>
    <message>
        <source>body of layer &apos;%1&apos;</source>
        <translation>层“%1”的子图</translation>
    </message>
    <message>
        <source>%1: a model is written to a file that ends in .xml; its weights go to the .bin beside it</source>
        <translation>%1：模型应写入以 .xml 结尾的文件；权重写入同目录的 .bin 文件</translation>
    </message>
    <message>
        <source>the file is empty where an OpenVINO IR (XML) is expected</source>
        <translation>文件为空，应为 OpenVINO IR（XML）</translation>
    </message>
    <message>
        <source>the file contains zero bytes: it is not XML in UTF-8 (was the .bin chosen instead of the .xml?)</source>
        <translation>文件包含零字节：它不是 UTF-8 编码的 XML（是否误选了 .bin 而不是 .xml？）</translation>
    </message>
    <message>
        <source>the file is not encoded in UTF-8, as an OpenVINO IR must be</source>
        <translation>文件不是 UTF-8 编码，而 OpenVINO IR 必须是 UTF-8</translation>
    </message>
    <message>
        <source>the net element has no version number (&apos;%1&apos;); expected 10 or 11</source>
        <translation>net 元素没有版本号（“%1”）；应为 10 或 11</translation>
    </message>
    <message>
        <source>IR version %1 is too old, versions 10 and 11 are read: convert the original model again with the Model Optimizer of OpenVINO 2021.4 (version 10) or of 2022.1 to 2023.3 (version 11)</source>
        <translation>IR 版本 %1 太旧，可以读取版本 10 和 11：请用 OpenVINO 2021.4（版本 10）或 2022.1 至 2023.3（版本 11）的 Model Optimizer 重新转换原始模型</translation>
    </message>
    <message>
        <source>IR version %1 is newer than this program, versions 10 and 11 are read: save the model with a release of OpenVINO that writes version 11 (2022.1 to 2026)</source>
        <translation>IR 版本 %1 比本程序新，可以读取版本 10 和 11：请用写出版本 11 的 OpenVINO（2022.1 至 2026）保存模型</translation>
    </message>
    <message>
        <source>the XML is broken near byte %1: %2</source>
        <translation>XML 在第 %1 字节附近损坏：%2</translation>
    </message>
    <message>
        <source>this is not an OpenVINO IR: the outermost element is &apos;%1&apos; instead of &apos;net&apos;</source>
        <translation>这不是 OpenVINO IR：最外层元素是“%1”而不是“net”</translation>
    </message>
    <message>
        <source>the XML elements are nested deeper than %1 levels, which no model needs</source>
        <translation>XML 元素嵌套超过 %1 层，任何模型都不需要这么深</translation>
    </message>
    <message>
        <source>layers &apos;%1&apos; and &apos;%2&apos; have the same id %3</source>
        <translation>层“%1”和“%2”的 id 相同：%3</translation>
    </message>
    <message>
        <source>an edge names the layer id &apos;%1&apos;, which no layer has</source>
        <translation>有一条边引用了层 id“%1”，但没有这样的层</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: an edge leaves its output port &apos;%2&apos;, which it does not have</source>
        <translation>层“%1”：有一条边从输出端口“%2”出发，但该端口不存在</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: an edge goes to its input port &apos;%2&apos;, which it does not have</source>
        <translation>层“%1”：有一条边指向输入端口“%2”，但该端口不存在</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: two edges go to its input port %2</source>
        <translation>层“%1”：有两条边指向输入端口 %2</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: no edge goes to its input port %2</source>
        <translation>层“%1”：没有边指向输入端口 %2</translation>
    </message>
    <message>
        <source>the model has no layers</source>
        <translation>模型没有层</translation>
    </message>
    <message>
        <source>what the model carries through files is not XML</source>
        <translation>模型附带的内容不是 XML</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: &apos;%2&apos; is not a dimension; expected a number, or -1 where it is not known</source>
        <translation>层“%1”：“%2”不是维度；应为数字，未知时为 -1</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: &apos;%2&apos; is not the id of a port</source>
        <translation>层“%1”：“%2”不是端口的 id</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: &apos;%2&apos; is not the id of a layer, which is a number from 0</source>
        <translation>层“%1”：“%2”不是层的 id；层的 id 是从 0 开始的数字</translation>
    </message>
    <message>
        <source>the layer with id %1 has no name or no type</source>
        <translation>id 为 %1 的层没有名称或类型</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: two ports have the id %2</source>
        <translation>层“%1”：有两个端口的 id 都是 %2</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: what a port carries through files is not XML</source>
        <translation>层“%1”：端口附带的内容不是 XML</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: what it carries through files is not XML</source>
        <translation>层“%1”：层附带的内容不是 XML</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: attribute &apos;%2&apos; must be a number of bytes, not &apos;%3&apos;</source>
        <translation>层“%1”：属性“%2”必须是字节数，而不是“%3”</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: a constant needs an element type</source>
        <translation>层“%1”：常量需要元素类型</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: its data are of type %2, but its output is of type %3</source>
        <translation>层“%1”：数据类型为 %2，而输出类型为 %3</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: &apos;%2&apos; is not the shape of a constant, which is a list of numbers</source>
        <translation>层“%1”：“%2”不是常量的形状；形状应为数字列表</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: its data have the shape %2, but its output has the shape %3</source>
        <translation>层“%1”：数据形状为 %2，而输出形状为 %3</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: a constant must have one output, not %2</source>
        <translation>层“%1”：常量必须有一个输出，而不是 %2 个</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: %2 bytes of weights do not hold the shape %3 of type %4</source>
        <translation>层“%1”：%2 字节的权重与类型 %4 的形状 %3 不符</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos; needs weights, but there is no file %2</source>
        <translation>层“%1”需要权重，但没有文件 %2</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: its %2 bytes at offset %3 lie outside the weights, which have %4 bytes</source>
        <translation>层“%1”：偏移 %3 处的 %2 字节超出了权重文件（%4 字节）</translation>
    </message>
    <message>
        <source>the arrows of the drawing form a cycle; only acyclic graphs have layers</source>
        <translation>图中的箭头构成了环；只有无环图才能分层</translation>
    </message>
    <message>
        <source>%1: needs an output with one score per class, such as 1x1000; the outputs are %2</source>
        <translation>%1：需要一个为每个类别给出得分的输出，例如 1x1000；现有输出为 %2</translation>
    </message>
    <message>
        <source>%1: the network tells only %2 classes apart; use at most accuracy@%2</source>
        <translation>%1：网络只区分 %2 个类别；最多使用 accuracy@%2</translation>
    </message>
    <message>
        <source>%1: label %2 is outside the %3 classes of the network&apos;s output</source>
        <translation>%1：标签 %2 超出网络输出的 %3 个类别</translation>
    </message>
    <message>
        <source>a tensor of shape %1 can&apos;t be compared with one of shape %2</source>
        <translation>形状为 %1 的张量无法与形状为 %2 的张量比较</translation>
    </message>
    <message>
        <source>sample %1 has no label, so %2 can&apos;t be measured</source>
        <translation>样本 %1 没有标签，因此无法测量 %2</translation>
    </message>
    <message>
        <source>%1 needs labels, and the data has none; name a labels file</source>
        <translation>%1 需要标签，而数据没有标签；请指定标签文件</translation>
    </message>
    <message>
        <source>%1: is no ONNX model, or is damaged or incomplete</source>
        <translation>%1：不是 ONNX 模型，或者已损坏或不完整</translation>
    </message>
    <message>
        <source>%1: the model asks for the file &apos;%2&apos;, which is outside of its folder; it is not read</source>
        <translation>%1：模型要求读取其文件夹之外的文件“%2”；不予读取</translation>
    </message>
    <message>
        <source>%1: the model keeps weights in %2, which is missing</source>
        <translation>%1：模型的权重存放在 %2 中，但该文件不存在</translation>
    </message>
    <message>
        <source>%1: is no model of %2, or is damaged or incomplete</source>
        <translation>%1：不是 %2 模型，或者已损坏或不完整</translation>
    </message>
    <message>
        <source>Waiting for OpenVINO, which is still reading a model that was given up</source>
        <translation>正在等待 OpenVINO，它仍在读取一个已放弃的模型</translation>
    </message>
    <message>
        <source>%1: can&apos;t be read as a model of %2</source>
        <translation>%1：无法作为 %2 模型读取</translation>
    </message>
    <message>
        <source>%1: the model needs more memory than there is</source>
        <translation>%1：模型需要的内存超过可用内存</translation>
    </message>
    <message>
        <source>%1: OpenVINO can&apos;t convert what this model of %2 uses: %3</source>
        <translation>%1：OpenVINO 无法转换此 %2 模型使用的算子：%3</translation>
    </message>
    <message>
        <source>%1: OpenVINO can&apos;t convert the operator %2: %3</source>
        <translation>%1：OpenVINO 无法转换算子 %2：%3</translation>
    </message>
    <message>
        <source>%1: OpenVINO can&apos;t read this model of %2: %3</source>
        <translation>%1：OpenVINO 无法读取此 %2 模型：%3</translation>
    </message>
    <message>
        <source>%1: OpenVINO broke down while it read this model of %2; the file is probably damaged</source>
        <translation>%1：OpenVINO 在读取此 %2 模型时崩溃；文件可能已损坏</translation>
    </message>
    <message>
        <source>%1: is a model of %2, and this build has no OpenVINO to read it with; use a build with OpenVINO, or convert the model to an OpenVINO IR first</source>
        <translation>%1：是 %2 格式的模型，而此版本不含读取它所需的 OpenVINO；请使用带 OpenVINO 的版本，或先将模型转换为 OpenVINO IR</translation>
    </message>
    <message>
        <source>%1: only an OpenVINO IR (.xml) takes weights of its own; leave out %2</source>
        <translation>%1：只有 OpenVINO IR（.xml）才有单独的权重文件；请去掉 %2</translation>
    </message>
    <message>
        <source>Waiting for OpenVINO, which is still preparing a model that was given up</source>
        <translation>正在等待 OpenVINO，它仍在准备一个已放弃的模型</translation>
    </message>
    <message>
        <source>no model is named; choose one (.xml, .onnx, .tflite, .pb, .pdmodel)</source>
        <translation>没有指定模型；请选择一个（.xml、.onnx、.tflite、.pb、.pdmodel）</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: nothing was measured at its output, which channel alignment needs</source>
        <translation>层“%1”：其输出没有被测量，而通道对齐需要该统计</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: nothing was measured around it, which bias correction needs</source>
        <translation>层“%1”：其周围没有被测量，而偏置校正需要该统计</translation>
    </message>
    <message>
        <source>unknown target device &apos;%1&apos;; use one of %2</source>
        <translation>未知的目标设备“%1”；可用的有 %2</translation>
    </message>
    <message>
        <source>hardware/%1.json: %2: expected %3</source>
        <translation>hardware/%1.json：%2：应为 %3</translation>
    </message>
    <message>
        <source>hardware/%1.json: no such table, or tables that are based on each other</source>
        <translation>hardware/%1.json：没有这样的表，或者表之间互相引用</translation>
    </message>
    <message>
        <source>hardware/%1.json: not a JSON object</source>
        <translation>hardware/%1.json：不是 JSON 对象</translation>
    </message>
    <message>
        <source>quantizer &apos;%1&apos;: nothing was measured at the tensor it quantizes</source>
        <translation>量化器“%1”：它所量化的张量没有被测量</translation>
    </message>
    <message>
        <source>%1: no way of quantizing this tensor suits all of %2 on this device</source>
        <translation>%1：在此设备上，没有一种量化方式同时适合 %2</translation>
    </message>
    <message>
        <source>ignored scope: the model has no layer &apos;%1&apos;</source>
        <translation>忽略范围：模型没有层“%1”</translation>
    </message>
    <message>
        <source>ignored scope: the model has no layer &apos;%1&apos;; did you mean &apos;%2&apos;?</source>
        <translation>忽略范围：模型没有层“%1”；您是否想写“%2”？</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: its weights hold a value that is not finite (element %2), so they have no range</source>
        <translation>层“%1”：权重中有非有限值（元素 %2），因此没有范围</translation>
    </message>
    <message>
        <source>%1: the picture is too large for the memory; choose a smaller scale</source>
        <translation>%1：图片太大，内存放不下；请选择较小的比例</translation>
    </message>
    <message>
        <source>%1: the picture could not be encoded as PNG</source>
        <translation>%1：图片无法编码为 PNG</translation>
    </message>
    <message>
        <source>there is no graph to export; open a model first</source>
        <translation>没有可导出的图；请先打开模型</translation>
    </message>
    <message>
        <source>there is no calibration data, so the run can&apos;t be shown; name a configuration with data</source>
        <translation>没有校准数据，因此无法展示运行过程；请指定带有数据的配置</translation>
    </message>
    <message>
        <source>%1: the picture can&apos;t be written</source>
        <translation>%1：无法写入图片</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: OpenVINO dropped it while reading the model</source>
        <translation>层“%1”：OpenVINO 在读取模型时去掉了它</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: the reference engine can&apos;t compute with the element type of its inputs</source>
        <translation>层“%1”：参考引擎无法使用其输入的元素类型进行计算</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: the reference engine can&apos;t run operator %2 of %3; use the OpenVINO engine</source>
        <translation>层“%1”：参考引擎无法运行 %3 的算子 %2；请使用 OpenVINO 引擎</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: operator %2 needs %3 inputs, not %4</source>
        <translation>层“%1”：算子 %2 需要 %3 个输入，而不是 %4 个</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: its result does not fit into memory (%2)</source>
        <translation>层“%1”：其结果放不进内存（%2）</translation>
    </message>
    <message>
        <source>sample %1</source>
        <translation>样本 %1</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: axis %2 does not exist in a tensor of %3 dimensions</source>
        <translation>层“%1”：%3 维张量中不存在轴 %2</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: inputs of shape %2 do not fit operator %3</source>
        <translation>层“%1”：形状为 %2 的输入不适合算子 %3</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: attribute &apos;%2&apos; is missing or does not fit the input</source>
        <translation>层“%1”：属性“%2”缺失或与输入不符</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: a kernel of %2 spatial axes does not fit an input of shape %3</source>
        <translation>层“%1”：具有 %2 个空间轴的卷积核与形状为 %3 的输入不符</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: the kernel is larger than the padded input of shape %2</source>
        <translation>层“%1”：卷积核大于填充后形状为 %2 的输入</translation>
    </message>
    <message>
        <source>&apos;%1&apos; would not be read there; put it into &apos;params&apos;</source>
        <translation>写在此处的“%1”不会被读取；请放入“params”</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is missing; it must be %2</source>
        <translation>缺少“%1”；应为 %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; differs from &apos;%2&apos;; all algorithms of the list share it</source>
        <translation>“%1”与“%2”不同；列表中的所有算法共用该设置</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: AccuracyAwareQuantization and TunableQuantization quantize by themselves; leave the other quantizing algorithm out</source>
        <translation>“%1”：AccuracyAwareQuantization 和 TunableQuantization 自身就会量化；请去掉另一个量化算法</translation>
    </message>
    <message>
        <source>An algorithm and its parameters.</source>
        <translation>一个算法及其参数。</translation>
    </message>
    <message>
        <source>Which algorithm.</source>
        <translation>算法的名称。</translation>
    </message>
    <message>
        <source>Parameters of the algorithm.</source>
        <translation>算法的参数。</translation>
    </message>
    <message>
        <source>%1: a configuration must end in .json, .yml or .yaml</source>
        <translation>%1：配置文件的扩展名必须是 .json、.yml 或 .yaml</translation>
    </message>
    <message>
        <source>`use_layerwise_tuning`: layers can&apos;t be tuned in this version; leave the key out</source>
        <translation>`use_layerwise_tuning`：此版本不能逐层微调；请去掉该键</translation>
    </message>
    <message>
        <source>%1: brackets are nested more than %2 deep, which no configuration needs</source>
        <translation>%1：括号嵌套超过 %2 层，任何配置都不需要这么深</translation>
    </message>
    <message>
        <source>%1: the key &apos;%2&apos; stands twice in one object; leave one out</source>
        <translation>%1：键“%2”在同一对象中出现两次；请去掉一个</translation>
    </message>
    <message>
        <source>&apos;%1&apos; does not belong here; it is a key of: %2</source>
        <translation>“%1”不属于此处；它是以下算法的键：%2</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: unknown value %2; did you mean &apos;%3&apos;? Possible are: %4</source>
        <translation>“%1”：未知的值 %2；是否想写“%3”？可用的值：%4</translation>
    </message>
    <message>
        <source>a configuration must be an object in braces, not %1</source>
        <translation>配置必须是花括号中的对象，而不是 %1</translation>
    </message>
    <message>
        <source>%1: %2 things are wrong</source>
        <translation>%1：有 %2 处错误</translation>
    </message>
    <message>
        <source>Where the data of one input comes from.</source>
        <translation>一个输入的数据来源。</translation>
    </message>
    <message>
        <source>Name of the model&apos;s input; not needed where there is one.</source>
        <translation>模型输入的名称；只有一个输入时不需要。</translation>
    </message>
    <message>
        <source>A file, a folder, or a form such as synthetic:100; docs/data.md has them all.</source>
        <translation>文件、文件夹，或 synthetic:100 这样的形式；全部形式见 docs/data.md。</translation>
    </message>
    <message>
        <source>File of labels; found by itself where the format has a usual place for them.</source>
        <translation>标签文件；若该格式有惯用位置则自动查找。</translation>
    </message>
    <message>
        <source>What the labels are; automatic: class numbers, one per line or IDX.</source>
        <translation>标签的种类；automatic 表示类别编号，每行一个或为 IDX。</translation>
    </message>
    <message>
        <source>Shape of a sample, where the input&apos;s is dynamic.</source>
        <translation>样本的形状（输入形状为动态时）。</translation>
    </message>
    <message>
        <source>Samples for the model.</source>
        <translation>供模型使用的样本。</translation>
    </message>
    <message>
        <source>Where the data of each input comes from.</source>
        <translation>每个输入的数据来源。</translation>
    </message>
    <message>
        <source>Seed of synthetic data.</source>
        <translation>合成数据的随机种子。</translation>
    </message>
    <message>
        <source>Damaged samples that are left out before a run is given up.</source>
        <translation>放弃运行之前允许略过的损坏样本数。</translation>
    </message>
    <message>
        <source>How stored pictures become tensors.</source>
        <translation>存储的图片如何变为张量。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must have either config, the path of an Accuracy Checker file, or launchers and datasets</source>
        <translation>“%1”必须有 config（Accuracy Checker 文件的路径），或者有 launchers 和 datasets</translation>
    </message>
    <message>
        <source>Which engine of POT this is.</source>
        <translation>这是 POT 的哪种引擎。</translation>
    </message>
    <message>
        <source>POT&apos;s simplified mode: pictures without labels. Becomes the section data.</source>
        <translation>POT 的简化模式：没有标签的图片。会转为 data 一节。</translation>
    </message>
    <message>
        <source>A folder of pictures, a pattern such as images/*.png, or a .txt file with one path per line.</source>
        <translation>图片文件夹、通配模式（如 images/*.png），或每行一个路径的 .txt 文件。</translation>
    </message>
    <message>
        <source>Layout of the model&apos;s input.</source>
        <translation>模型输入的布局。</translation>
    </message>
    <message>
        <source>Share of height and width that is cut out of the middle.</source>
        <translation>从中央裁剪的高度和宽度的比例。</translation>
    </message>
    <message>
        <source>Accepted from POT; calibration runs on the CPU.</source>
        <translation>为兼容 POT 而接受；校准在 CPU 上运行。</translation>
    </message>
    <message>
        <source>POT&apos;s data-free mode. Becomes the section data, with synthetic pictures where the folder has none.</source>
        <translation>POT 的无数据模式。会转为 data 一节；文件夹中没有图片时使用合成图片。</translation>
    </message>
    <message>
        <source>A folder of pictures; used where it is there and generate_data is off.</source>
        <translation>图片文件夹；存在且 generate_data 关闭时使用。</translation>
    </message>
    <message>
        <source>Take synthetic pictures even if the folder has some.</source>
        <translation>即使文件夹中有图片也使用合成图片。</translation>
    </message>
    <message>
        <source>Synthetic pictures to make.</source>
        <translation>要生成的合成图片数量。</translation>
    </message>
    <message>
        <source>Accepted from POT; pictures have the shape of the model&apos;s input.</source>
        <translation>为兼容 POT 而接受；图片采用模型输入的形状。</translation>
    </message>
    <message>
        <source>Accepted from POT; pictures have the layout of the model&apos;s input.</source>
        <translation>为兼容 POT 而接受；图片采用模型输入的布局。</translation>
    </message>
    <message>
        <source>Accepted from POT, where image was the only one.</source>
        <translation>为兼容 POT 而接受，其中只有 image 一种。</translation>
    </message>
    <message>
        <source>An Accuracy Checker file, .yml or .json.</source>
        <translation>Accuracy Checker 文件，.yml 或 .json。</translation>
    </message>
    <message>
        <source>Accepted from POT: inferences in flight while statistics are collected; never changes a result.</source>
        <translation>为兼容 POT 而接受：收集统计量时并行的推理数；不影响结果。</translation>
    </message>
    <message>
        <source>Accepted from POT: inferences in flight while metrics are measured; never changes a result.</source>
        <translation>为兼容 POT 而接受：测量指标时并行的推理数；不影响结果。</translation>
    </message>
    <message>
        <source>Layers whose whole name matches a pattern.</source>
        <translation>完整名称与模式匹配的层。</translation>
    </message>
    <message>
        <source>* stands for any characters, ? for one.</source>
        <translation>* 代表任意字符，? 代表一个字符。</translation>
    </message>
    <message>
        <source>A regular expression in the syntax of RE2.</source>
        <translation>RE2 语法的正则表达式。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must have either glob or regex</source>
        <translation>“%1”必须有 glob 或 regex 之一</translation>
    </message>
    <message>
        <source>Layers of one type, or those of them that have certain attributes.</source>
        <translation>某一类型的层，或其中具有特定属性的层。</translation>
    </message>
    <message>
        <source>Type of the layer, such as Convolution.</source>
        <translation>层的类型，如 Convolution。</translation>
    </message>
    <message>
        <source>Attributes that the layer must have, with their values; compared as text.</source>
        <translation>层必须具有的属性及其值；按文本比较。</translation>
    </message>
    <message>
        <source>Everything on a path from one of the inputs to one of the outputs, both included.</source>
        <translation>从某个输入到某个输出的路径上的所有层，包括两端。</translation>
    </message>
    <message>
        <source>Names of the layers where the paths begin.</source>
        <translation>路径起点的层名。</translation>
    </message>
    <message>
        <source>Names of the layers where the paths end.</source>
        <translation>路径终点的层名。</translation>
    </message>
    <message>
        <source>Layers that stay in floating point.</source>
        <translation>保持浮点的层。</translation>
    </message>
    <message>
        <source>Leave the whole model as it is.</source>
        <translation>整个模型保持不变。</translation>
    </message>
    <message>
        <source>Full names of layers; a list of names leads into the body of a loop.</source>
        <translation>层的完整名称；名称列表通向循环体内部。</translation>
    </message>
    <message>
        <source>Layers by type and attributes.</source>
        <translation>按类型和属性选择的层。</translation>
    </message>
    <message>
        <source>Layers by patterns of names.</source>
        <translation>按名称模式选择的层。</translation>
    </message>
    <message>
        <source>Layers between others.</source>
        <translation>位于其他层之间的层。</translation>
    </message>
    <message>
        <source>Chains of types that follow one another, such as [&quot;Convolution|GroupConvolution&quot;, &quot;Add&quot;, &quot;*&quot;].</source>
        <translation>依次相连的类型链，如 [&quot;Convolution|GroupConvolution&quot;, &quot;Add&quot;, &quot;*&quot;]。</translation>
    </message>
    <message>
        <source>Performance quantizes symmetrically and runs fastest. Mixed takes asymmetric activations, which lose less. Accuracy takes asymmetric weights too. Auto tries performance, mixed, rules for transformers, other bias correction and no channel alignment, and keeps what is clearly nearer to the float model.</source>
        <translation>performance 采用对称量化，运行最快。mixed 采用非对称激活，损失更小。accuracy 还采用非对称权重。Auto 依次尝试 performance、mixed、Transformer 规则、其他偏置校正以及不做通道对齐，保留明显更接近浮点模型的设置。</translation>
    </message>
    <message>
        <source>Samples to calibrate with; at most what the data has.</source>
        <translation>用于校准的样本数；不超过数据中的数量。</translation>
    </message>
    <message>
        <source>Accepted from POT; samples are run one by one, so that it changes nothing.</source>
        <translation>为兼容 POT 而接受；样本逐个运行，因此没有作用。</translation>
    </message>
    <message>
        <source>Take a random subset instead of the first samples.</source>
        <translation>取随机子集，而不是最前面的样本。</translation>
    </message>
    <message>
        <source>Seed of every random choice.</source>
        <translation>所有随机选择的种子。</translation>
    </message>
    <message>
        <source>How ranges are taken from the data, for weights and activations that do not say it themselves.</source>
        <translation>对于没有自行说明的权重和激活，如何从数据得出范围。</translation>
    </message>
    <message>
        <source>How weights are quantized.</source>
        <translation>权重的量化方式。</translation>
    </message>
    <message>
        <source>How activations are quantized.</source>
        <translation>激活的量化方式。</translation>
    </message>
    <message>
        <source>Which weights use half of their range, so that sums of products can&apos;t overflow 16 bits on processors without VNNI.</source>
        <translation>哪些权重只用一半范围，使乘积之和在没有 VNNI 的处理器上不会超出 16 位。</translation>
    </message>
    <message>
        <source>Correct biases from channel means, which takes no further run; off: with whole activations, layer by layer, which takes long and is exact.</source>
        <translation>根据通道均值校正偏置，不需要再次运行；关闭时逐层使用完整激活，耗时较长但精确。</translation>
    </message>
    <message>
        <source>Correct biases of layers with float weights too.</source>
        <translation>也校正浮点权重层的偏置。</translation>
    </message>
    <message>
        <source>A bias is left alone where it would change by this many times its size.</source>
        <translation>若偏置的变化达到其大小的这一倍数，则保持不变。</translation>
    </message>
    <message>
        <source>Added to the deviation of quantized weights before it divides.</source>
        <translation>作除数之前加到量化权重的标准差上。</translation>
    </message>
    <message>
        <source>Tune ranges and weights of each layer by gradient descent afterwards.</source>
        <translation>之后用梯度下降微调每层的范围和权重。</translation>
    </message>
    <message>
        <source>Samples that a layer is tuned with.</source>
        <translation>微调一层所用的样本数。</translation>
    </message>
    <message>
        <source>Samples of one step of tuning.</source>
        <translation>每一步微调的样本数。</translation>
    </message>
    <message>
        <source>Samples to draw batches from.</source>
        <translation>抽取批次的样本池大小。</translation>
    </message>
    <message>
        <source>Steps of tuning for a layer.</source>
        <translation>每层的微调步数。</translation>
    </message>
    <message>
        <source>How a step of tuning is made.</source>
        <translation>微调步骤的方法。</translation>
    </message>
    <message>
        <source>What tuning makes small.</source>
        <translation>微调所减小的目标。</translation>
    </message>
    <message>
        <source>Weight decay of tuning.</source>
        <translation>微调的权重衰减。</translation>
    </message>
    <message>
        <source>Seed of the batches of tuning.</source>
        <translation>微调批次的随机种子。</translation>
    </message>
    <message>
        <source>Tune with the samples that quantization harms most.</source>
        <translation>用受量化影响最大的样本微调。</translation>
    </message>
    <message>
        <source>Make a step of tuning only where the loss has grown.</source>
        <translation>仅在损失增大时进行一步微调。</translation>
    </message>
    <message>
        <source>How much of a metric may be lost.</source>
        <translation>指标允许的损失。</translation>
    </message>
    <message>
        <source>Whether the drop is a difference or a share of the float model&apos;s value.</source>
        <translation>损失是差值，还是相对浮点模型数值的比例。</translation>
    </message>
    <message>
        <source>Rounds of returning layers to float.</source>
        <translation>将层恢复为浮点的轮数。</translation>
    </message>
    <message>
        <source>Samples to rank layers on.</source>
        <translation>用于给层排序的样本数。</translation>
    </message>
    <message>
        <source>Share of the data that differences are looked for in, where all baselines are given.</source>
        <translation>给出全部基线时，用于查找差异的数据比例。</translation>
    </message>
    <message>
        <source>Go back one round when the drop has grown.</source>
        <translation>损失增大时退回一轮。</translation>
    </message>
    <message>
        <source>The algorithm that quantizes; its parameters stand beside this key.</source>
        <translation>执行量化的算法；其参数写在该键旁边。</translation>
    </message>
    <message>
        <source>Metrics that must not drop.</source>
        <translation>不应下降的指标。</translation>
    </message>
    <message>
        <source>Try the mixed preset before layers are returned to float.</source>
        <translation>在将层恢复为浮点之前先尝试 mixed 预设。</translation>
    </message>
    <message>
        <source>Try range estimators and bias corrections before layers are returned to float.</source>
        <translation>在将层恢复为浮点之前先尝试不同的范围估计和偏置校正。</translation>
    </message>
    <message>
        <source>Compare with the float model&apos;s answers instead of labels.</source>
        <translation>与浮点模型的结果而不是标签比较。</translation>
    </message>
    <message>
        <source>Answers of the float model that are less sure than this are left out.</source>
        <translation>置信度低于此值的浮点模型结果不参与比较。</translation>
    </message>
    <message>
        <source>What may differ from layer to layer.</source>
        <translation>各层之间可以不同的设置。</translation>
    </message>
    <message>
        <source>What of a range estimator may differ from layer to layer.</source>
        <translation>范围估计中各层之间可以不同的部分。</translation>
    </message>
    <message>
        <source>Outlier probabilities to try.</source>
        <translation>要尝试的离群概率。</translation>
    </message>
    <message>
        <source>Parameters of an algorithm.</source>
        <translation>算法的参数。</translation>
    </message>
    <message>
        <source>The usual steps: channel order, resize, normalize, in this order.</source>
        <translation>常用步骤：依次为通道顺序、缩放、归一化。</translation>
    </message>
    <message>
        <source>Height and width that pictures are resized to.</source>
        <translation>图片缩放到的高度和宽度。</translation>
    </message>
    <message>
        <source>How pictures are resized.</source>
        <translation>图片的缩放方式。</translation>
    </message>
    <message>
        <source>Order of the colour channels that the model expects.</source>
        <translation>模型所需的颜色通道顺序。</translation>
    </message>
    <message>
        <source>Subtracted; one value, or one for each channel.</source>
        <translation>要减去的值；一个值，或每个通道一个值。</translation>
    </message>
    <message>
        <source>What the difference is divided by; one value, or one for each channel.</source>
        <translation>减去均值后的除数；一个值，或每个通道一个值。</translation>
    </message>
    <message>
        <source>Changes the size of the picture.</source>
        <translation>改变图片的尺寸。</translation>
    </message>
    <message>
        <source>Which step this is.</source>
        <translation>这是哪一种步骤。</translation>
    </message>
    <message>
        <source>Height and width of the box.</source>
        <translation>目标框的高度和宽度。</translation>
    </message>
    <message>
        <source>How pixels between pixels are found.</source>
        <translation>像素之间的取值方式。</translation>
    </message>
    <message>
        <source>What becomes of the proportions.</source>
        <translation>宽高比的处理方式。</translation>
    </message>
    <message>
        <source>Colour around a letterboxed picture; one value, or one for each channel.</source>
        <translation>等比缩放后四周填充的颜色；一个值，或每个通道一个值。</translation>
    </message>
    <message>
        <source>Cuts a part out of the picture.</source>
        <translation>从图片中裁剪一部分。</translation>
    </message>
    <message>
        <source>Height and width of the part.</source>
        <translation>裁剪部分的高度和宽度。</translation>
    </message>
    <message>
        <source>Share of each side.</source>
        <translation>每条边的比例。</translation>
    </message>
    <message>
        <source>Where the part lies.</source>
        <translation>裁剪部分的位置。</translation>
    </message>
    <message>
        <source>Adds a border to the picture.</source>
        <translation>给图片添加边框。</translation>
    </message>
    <message>
        <source>Height and width of the result.</source>
        <translation>结果的高度和宽度。</translation>
    </message>
    <message>
        <source>Each side grows to a multiple of this.</source>
        <translation>每条边扩大到此数的倍数。</translation>
    </message>
    <message>
        <source>Where the picture lies in the result.</source>
        <translation>图片在结果中的位置。</translation>
    </message>
    <message>
        <source>Colour of the border; one value, or one for each channel.</source>
        <translation>边框的颜色；一个值，或每个通道一个值。</translation>
    </message>
    <message>
        <source>Brings the colour channels into an order.</source>
        <translation>调整颜色通道的顺序。</translation>
    </message>
    <message>
        <source>The order of the channels from here on.</source>
        <translation>从此步骤起的通道顺序。</translation>
    </message>
    <message>
        <source>Subtracts the mean, then divides by the scale.</source>
        <translation>先减去均值，再除以比例。</translation>
    </message>
    <message>
        <source>Puts the channel axis first or last, at the end of all steps.</source>
        <translation>在所有步骤之后，把通道轴放到最前或最后。</translation>
    </message>
    <message>
        <source>Where the channel axis is put.</source>
        <translation>通道轴的位置。</translation>
    </message>
    <message>
        <source>Changes the type of the elements.</source>
        <translation>改变元素的类型。</translation>
    </message>
    <message>
        <source>The type from here on.</source>
        <translation>从此步骤起的类型。</translation>
    </message>
    <message>
        <source>The model to quantize.</source>
        <translation>要量化的模型。</translation>
    </message>
    <message>
        <source>Name of the exported files.</source>
        <translation>导出文件的名称。</translation>
    </message>
    <message>
        <source>OpenVINO IR, .xml.</source>
        <translation>OpenVINO IR，.xml。</translation>
    </message>
    <message>
        <source>The .bin, where it is not beside the .xml.</source>
        <translation>.bin 文件（不在 .xml 旁边时）。</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: several models that run as one can&apos;t be quantized together; quantize each with a configuration of its own</source>
        <translation>“%1”：不能一起量化串联运行的多个模型；请用各自的配置分别量化</translation>
    </message>
    <message>
        <source>What is done to the model.</source>
        <translation>对模型的处理。</translation>
    </message>
    <message>
        <source>The device that the model is for; decides which layers are quantized and how.</source>
        <translation>模型的目标设备；决定哪些层被量化以及如何量化。</translation>
    </message>
    <message>
        <source>Transformer keeps some layers in float and makes products of two activations symmetric; auto does so where the network has attention and layer norms (never with compatibility pot); None never does.</source>
        <translation>transformer 使某些层保持浮点，并使两个激活的乘积对称；auto 在网络含有注意力和层归一化时这样做（compatibility 为 pot 时从不）；None 从不这样做。</translation>
    </message>
    <message>
        <source>Accepted from POT; statistics are always reduced while the data runs.</source>
        <translation>为兼容 POT 而接受；统计量总是在数据运行时归约。</translation>
    </message>
    <message>
        <source>Accepted from POT; nothing is written before the result.</source>
        <translation>为兼容 POT 而接受；得出结果之前不写入任何文件。</translation>
    </message>
    <message>
        <source>Export weights as floats with quantizers behind them instead of integers.</source>
        <translation>将权重导出为带量化器的浮点数，而不是整数。</translation>
    </message>
    <message>
        <source>What is run, in this order.</source>
        <translation>按此顺序运行的算法。</translation>
    </message>
    <message>
        <source>The search that drives TunableQuantization.</source>
        <translation>驱动 TunableQuantization 的搜索。</translation>
    </message>
    <message>
        <source>Which search.</source>
        <translation>搜索的名称。</translation>
    </message>
    <message>
        <source>Parameters of the search.</source>
        <translation>搜索的参数。</translation>
    </message>
    <message>
        <source>A run: model, data, and what to do.</source>
        <translation>一次运行：模型、数据以及处理方式。</translation>
    </message>
    <message>
        <source>POT&apos;s way to name data; the section data can do more.</source>
        <translation>POT 指定数据的方式；data 一节功能更多。</translation>
    </message>
    <message>
        <source>Samples to calibrate with.</source>
        <translation>用于校准的样本。</translation>
    </message>
    <message>
        <source>Samples to measure metrics on.</source>
        <translation>用于测量指标的样本。</translation>
    </message>
    <message>
        <source>Metric of the float and the quantized model, such as accuracy@1.</source>
        <translation>浮点模型和量化模型的指标，如 accuracy@1。</translation>
    </message>
    <message>
        <source>Ranges of single quantizers.</source>
        <translation>单个量化器的范围。</translation>
    </message>
    <message>
        <source>pot reproduces the accidents of POT 2023.0.1.</source>
        <translation>pot 会重现 POT 2023.0.1 的偶然行为。</translation>
    </message>
    <message>
        <source>What runs the network: openvino:CPU or reference.</source>
        <translation>运行网络的引擎：openvino:CPU 或 reference。</translation>
    </message>
    <message>
        <source>Samples for the comparison layer by layer; 0: none.</source>
        <translation>逐层比较的样本数；0 表示不比较。</translation>
    </message>
    <message>
        <source>One end of a range: how it is taken from the data. What is not given comes from the preset.</source>
        <translation>范围的一端：如何从数据得出。未给出的取自预设。</translation>
    </message>
    <message>
        <source>What is measured on each sample: the extreme value, or a quantile that leaves outliers out.</source>
        <translation>对每个样本测量的量：极值，或排除离群值的分位数。</translation>
    </message>
    <message>
        <source>How the values of all samples become one; for activations only.</source>
        <translation>所有样本的值如何合为一个；仅用于激活。</translation>
    </message>
    <message>
        <source>Whether the end is measured for the whole tensor or for each channel.</source>
        <translation>按整个张量还是按每个通道测量。</translation>
    </message>
    <message>
        <source>Share of the values that a quantile leaves outside the range.</source>
        <translation>分位数排除在范围之外的值的比例。</translation>
    </message>
    <message>
        <source>The end of the range never goes beyond this value.</source>
        <translation>范围的端点不会超过此值。</translation>
    </message>
    <message>
        <source>How ranges are taken from the data.</source>
        <translation>如何从数据得出范围。</translation>
    </message>
    <message>
        <source>The low end of the range.</source>
        <translation>范围的下端。</translation>
    </message>
    <message>
        <source>The high end of the range.</source>
        <translation>范围的上端。</translation>
    </message>
    <message>
        <source>How weights or activations are quantized, where the target device leaves a choice.</source>
        <translation>在目标设备允许选择时，权重或激活的量化方式。</translation>
    </message>
    <message>
        <source>Bits of the integers.</source>
        <translation>整数的位数。</translation>
    </message>
    <message>
        <source>Whether ranges are symmetric around zero.</source>
        <translation>范围是否关于零对称。</translation>
    </message>
    <message>
        <source>One range for the tensor, or one for each channel.</source>
        <translation>整个张量一个范围，或每个通道一个范围。</translation>
    </message>
    <message>
        <source>The smallest integer in use.</source>
        <translation>使用的最小整数。</translation>
    </message>
    <message>
        <source>The largest integer in use.</source>
        <translation>使用的最大整数。</translation>
    </message>
    <message>
        <source>How the ranges of these tensors are taken from the data.</source>
        <translation>如何从数据得出这些张量的范围。</translation>
    </message>
    <message>
        <source>The user&apos;s word on one quantizer: an estimator, or the range itself.</source>
        <translation>用户对单个量化器的指定：估计方法，或范围本身。</translation>
    </message>
    <message>
        <source>Name of the quantizer, or layer:port of an input that it feeds.</source>
        <translation>量化器的名称，或它所连接输入的“层:端口”。</translation>
    </message>
    <message>
        <source>How this range is taken from the data.</source>
        <translation>如何从数据得出此范围。</translation>
    </message>
    <message>
        <source>The low end of the range; nothing is measured then.</source>
        <translation>范围的下端；给出后不再测量。</translation>
    </message>
    <message>
        <source>The high end of the range; nothing is measured then.</source>
        <translation>范围的上端；给出后不再测量。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must have either a range_estimator or both low and high</source>
        <translation>“%1”必须有 range_estimator，或者同时有 low 和 high</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is %2; it must be below high, which is %3</source>
        <translation>“%1”为 %2；必须小于 high（%3）</translation>
    </message>
    <message>
        <source>A metric that a search looks at.</source>
        <translation>搜索所关注的指标。</translation>
    </message>
    <message>
        <source>Name of the metric.</source>
        <translation>指标的名称。</translation>
    </message>
    <message>
        <source>Type of the metric, where several have the name.</source>
        <translation>指标的类型（多个指标同名时）。</translation>
    </message>
    <message>
        <source>Value for the float model.</source>
        <translation>浮点模型的值。</translation>
    </message>
    <message>
        <source>How latency is measured.</source>
        <translation>延迟的测量方式。</translation>
    </message>
    <message>
        <source>Requests in flight; 0: as the engine chooses.</source>
        <translation>并行请求数；0 表示由引擎选择。</translation>
    </message>
    <message>
        <source>Streams; 0: as the engine chooses.</source>
        <translation>流数；0 表示由引擎选择。</translation>
    </message>
    <message>
        <source>Threads; 0: as the engine chooses.</source>
        <translation>线程数；0 表示由引擎选择。</translation>
    </message>
    <message>
        <source>Batch size; 0: the model&apos;s own.</source>
        <translation>批大小；0 表示模型自身的批大小。</translation>
    </message>
    <message>
        <source>Inferences to measure.</source>
        <translation>测量的推理次数。</translation>
    </message>
    <message>
        <source>Seconds to measure for.</source>
        <translation>测量的秒数。</translation>
    </message>
    <message>
        <source>Whether several inferences are in flight at once.</source>
        <translation>是否同时进行多个推理。</translation>
    </message>
    <message>
        <source>Accepted from POT; the time of each layer is a report of its own here.</source>
        <translation>为兼容 POT 而接受；此处每层的时间是单独的报告。</translation>
    </message>
    <message>
        <source>Accepted from POT; the engine places its threads itself.</source>
        <translation>为兼容 POT 而接受；引擎自行安排线程。</translation>
    </message>
    <message>
        <source>Accepted from POT; latency is measured in this program.</source>
        <translation>为兼容 POT 而接受；延迟在本程序中测量。</translation>
    </message>
    <message>
        <source>The search over trials that drives TunableQuantization.</source>
        <translation>驱动 TunableQuantization 的试验搜索。</translation>
    </message>
    <message>
        <source>Trials in all, those of an earlier run included.</source>
        <translation>试验总数，包括先前运行的试验。</translation>
    </message>
    <message>
        <source>No trial begins after this time; 0: no limit.</source>
        <translation>超过此时间后不再开始试验；0 表示不限。</translation>
    </message>
    <message>
        <source>What is taken over from an earlier run.</source>
        <translation>从先前的运行中沿用的内容。</translation>
    </message>
    <message>
        <source>Accuracy that may be lost, in percent of the float model&apos;s.</source>
        <translation>允许损失的准确率，以浮点模型准确率的百分比计。</translation>
    </message>
    <message>
        <source>How many times faster than the float model the result should be.</source>
        <translation>结果应比浮点模型快多少倍。</translation>
    </message>
    <message>
        <source>Share of the layers that should be quantized.</source>
        <translation>应量化的层的比例。</translation>
    </message>
    <message>
        <source>Weight of accuracy in the objective.</source>
        <translation>准确率在目标函数中的权重。</translation>
    </message>
    <message>
        <source>Weight of latency in the objective.</source>
        <translation>延迟在目标函数中的权重。</translation>
    </message>
    <message>
        <source>Weight of the share of quantized layers in the objective.</source>
        <translation>量化层比例在目标函数中的权重。</translation>
    </message>
    <message>
        <source>Stop at the first trial that meets both targets.</source>
        <translation>在第一个达到两个目标的试验处停止。</translation>
    </message>
    <message>
        <source>Samples to evaluate a trial on.</source>
        <translation>评估一次试验的样本数。</translation>
    </message>
    <message>
        <source>Metrics that the search looks at.</source>
        <translation>搜索所关注的指标。</translation>
    </message>
    <message>
        <source>Accepted from POT; trials run the model that would be exported.</source>
        <translation>为兼容 POT 而接受；试验运行将要导出的模型。</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: simulated annealing is not available; leave the key out</source>
        <translation>“%1”：没有模拟退火；请去掉该键</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is empty; it must be a name</source>
        <translation>“%1”为空；必须是名称</translation>
    </message>
    <message>
        <source>%1: line %2: nested more than %3 deep, which no configuration needs</source>
        <translation>%1：第 %2 行：嵌套超过 %3 层，任何配置都不需要这么深</translation>
    </message>
    <message>
        <source>%1: line %2: the anchors unfold into more than %3 values</source>
        <translation>%1：第 %2 行：锚点展开后超过 %3 个值</translation>
    </message>
    <message>
        <source>%1: line %2: the tag &apos;%3&apos; is not for configurations; leave it out</source>
        <translation>%1：第 %2 行：配置中不能使用标签“%3”；请去掉</translation>
    </message>
    <message>
        <source>%1: line %2: a key must be a word</source>
        <translation>%1：第 %2 行：键必须是一个词</translation>
    </message>
    <message>
        <source>%1: line %2: the key &apos;%3&apos; stands twice in one object; leave one out</source>
        <translation>%1：第 %2 行：键“%3”在同一对象中出现两次；请去掉一个</translation>
    </message>
    <message>
        <source>%1: line %2: &apos;&lt;&lt;&apos; must bring in keys and values</source>
        <translation>%1：第 %2 行：“&lt;&lt;”必须引入键和值</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: the values to quantize reach from %2 to %3, which is more than f32 can span; leave the layer in float by the ignored scope</source>
        <translation>“%1”：要量化的值从 %2 到 %3，超出了 f32 能表示的跨度；请用忽略范围让该层保持浮点</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: its weights can&apos;t be replaced, for they are computed or quantized already; leave the layer as it is by the ignored scope</source>
        <translation>层“%1”：它的权重是计算出来的或已经量化，不能替换；请用忽略范围让该层保持原样</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos; is in the network no more: an earlier step has removed it</source>
        <translation>层“%1”已不在网络中：前面的步骤移除了它</translation>
    </message>
    <message>
        <source>%1: is empty; a configuration is one YAML document</source>
        <translation>%1：文件为空；配置是一个 YAML 文档</translation>
    </message>
    <message>
        <source>%1: line %2: something follows the end of the configuration, which is one YAML document; is a bracket closed too early?</source>
        <translation>%1：第 %2 行：配置（一个 YAML 文档）结束之后还有内容；是不是有括号过早关闭？</translation>
    </message>
    <message>
        <source>%1: line %2: is not valid YAML: %3</source>
        <translation>%1：第 %2 行：不是有效的 YAML：%3</translation>
    </message>
    <message>
        <source>Whether the samples come in an order of which every beginning keeps the shares of the classes.</source>
        <translation>样本是否按这样的顺序给出：任取开头一段都保持各类别所占的比例。</translation>
    </message>
    <message>
        <source>%1: the shape %2 given for input &apos;%3&apos; is none that it takes, which is %4</source>
        <translation>%1：为输入“%3”给出的形状 %2 不合适，它接受 %4</translation>
    </message>
    <message>
        <source>%1: pictures become %2 (preprocess: %3), but input &apos;%4&apos; takes %5</source>
        <translation>%1：图片经预处理（%3）后为 %2，但输入“%4”接受 %5</translation>
    </message>
    <message>
        <source>%1: is %2 as a sample, but input &apos;%3&apos; takes %4</source>
        <translation>%1：作为样本是 %2，但输入“%3”接受 %4</translation>
    </message>
    <message>
        <source>%1: is %2 as a sample, but others of its batch are %3; preprocess with size=HEIGHTxWIDTH</source>
        <translation>%1：作为样本是 %2，但同一批次的其他样本是 %3；请在预处理中加 size=高x宽</translation>
    </message>
    <message>
        <source>%1: &apos;%2&apos; is no number; write one number, or all elements as 1:2:3</source>
        <translation>%1：“%2”不是数字；请写一个数，或写出全部元素，如 1:2:3</translation>
    </message>
    <message>
        <source>%1: gives %2 values, but input &apos;%3&apos; takes %4; give one value or one for each element</source>
        <translation>%1：给出了 %2 个值，但输入“%3”接受 %4；请给一个值，或每个元素一个值</translation>
    </message>
    <message>
        <source>&apos;%1&apos; names no output; write state:OUTPUT, such as state:stateN,start=0</source>
        <translation>“%1”没有指明输出；请写 state:输出名，例如 state:stateN,start=0</translation>
    </message>
    <message>
        <source>%1: the folder holds no pictures (bmp, gif, jpg, png, ppm, tif, webp) and no .npy files</source>
        <translation>%1：文件夹中没有图片（bmp、gif、jpg、png、ppm、tif、webp），也没有 .npy 文件</translation>
    </message>
    <message>
        <source>%1: no file has a name of this pattern</source>
        <translation>%1：没有文件名符合这个模式</translation>
    </message>
    <message>
        <source>%1: the folders of this pattern can&apos;t be read</source>
        <translation>%1：无法读取这个模式涉及的文件夹</translation>
    </message>
    <message>
        <source>%1: line %2: there is no file &apos;%3&apos;; write &apos;file&apos; or &apos;file label&apos;</source>
        <translation>%1：第 %2 行：没有文件“%3”；请写“文件”或“文件 标签”</translation>
    </message>
    <message>
        <source>%1: line %2: some lines have a label and some have none</source>
        <translation>%1：第 %2 行：有的行有标签，有的行没有</translation>
    </message>
    <message>
        <source>%1: the list names no files</source>
        <translation>%1：列表中没有文件</translation>
    </message>
    <message>
        <source>%1: &apos;%2&apos; is no %3 as the files before it; files that hold one sample each are all pictures or all .npy</source>
        <translation>%1：“%2”不像前面的文件那样是 %3；每个文件一个样本时，必须全是图片或全是 .npy</translation>
    </message>
    <message>
        <source>%1: is a CMYK picture, which networks are not trained on; convert it to RGB</source>
        <translation>%1：是 CMYK 图片，网络并不用这种图片训练；请转换为 RGB</translation>
    </message>
    <message>
        <source>%1: the picture ends too early</source>
        <translation>%1：图片不完整，提前结束</translation>
    </message>
    <message>
        <source>%1: unknown option &apos;%2&apos;; use %3</source>
        <translation>%1：未知选项“%2”；请用 %3</translation>
    </message>
    <message>
        <source>%1: option &apos;%2&apos; has no value; write %2=…</source>
        <translation>%1：选项“%2”没有值；请写 %2=…</translation>
    </message>
    <message>
        <source>%1: option &apos;%2&apos; is given twice</source>
        <translation>%1：选项“%2”给出了两次</translation>
    </message>
    <message>
        <source>%1: option &apos;%2&apos; is &apos;%3&apos;; it must be a whole number from %4 to %5</source>
        <translation>%1：选项“%2”是“%3”；必须是 %4 到 %5 的整数</translation>
    </message>
    <message>
        <source>&apos;%1&apos; gives no shape; write INPUT[1x3x224x224]=DATA</source>
        <translation>“%1”没有给出形状；请写 输入[1x3x224x224]=数据</translation>
    </message>
    <message>
        <source>%1: its array is %2, but those of the other files are %3</source>
        <translation>%1：其中的数组是 %2，但其他文件的是 %3</translation>
    </message>
    <message>
        <source>%1: can&apos;t be read as an .npz file: %2</source>
        <translation>%1：无法作为 .npz 文件读取：%2</translation>
    </message>
    <message>
        <source>%1: holds no array</source>
        <translation>%1：其中没有数组</translation>
    </message>
    <message>
        <source>%1: holds the arrays %2; say which one, as %1#%3</source>
        <translation>%1：其中有数组 %2；请指明用哪一个，如 %1#%3</translation>
    </message>
    <message>
        <source>%1: holds no array &apos;%2&apos;; did you mean &apos;%3&apos;?</source>
        <translation>%1：其中没有数组“%2”；是否指“%3”？</translation>
    </message>
    <message>
        <source>%1: holds no array &apos;%2&apos;; its arrays are %3</source>
        <translation>%1：其中没有数组“%2”；有的数组是 %3</translation>
    </message>
    <message>
        <source>%1: says of itself to be %2 bytes large, which %3 packed bytes can&apos;t be</source>
        <translation>%1：自称有 %2 字节，但 %3 个压缩字节不可能解出这么多</translation>
    </message>
    <message>
        <source>%1: would unpack from %2 to %3 bytes, as only files made to fill the memory do; save it uncompressed</source>
        <translation>%1：会从 %2 字节解压到 %3 字节，只有为占满内存而造的文件才会这样；请不压缩保存</translation>
    </message>
    <message>
        <source>%1: can&apos;t be unpacked: %2</source>
        <translation>%1：无法解压：%2</translation>
    </message>
    <message>
        <source>%1: there is not enough memory for its %2 bytes</source>
        <translation>%1：内存不足以容纳它的 %2 字节</translation>
    </message>
    <message>
        <source>preprocess: sizes, channels and values per channel need pictures, but %1 holds none</source>
        <translation>预处理：尺寸、通道和逐通道的值需要图片，但 %1 中没有</translation>
    </message>
    <message>
        <source>input &apos;%1&apos; takes a batch of %2 samples and input &apos;%3&apos; one of %4; reshape the model to a batch of 1</source>
        <translation>输入“%1”每批接受 %2 个样本，输入“%3”每批 %4 个；请把模型改成批次 1</translation>
    </message>
    <message>
        <source>%1: holds %2 samples, but input &apos;%3&apos; takes a batch of %4</source>
        <translation>%1：有 %2 个样本，但输入“%3”每批需要 %4 个</translation>
    </message>
    <message>
        <source>%1: samples can be chosen by their classes where each has a class number and none follows another</source>
        <translation>%1：只有每个样本都有类别号、且彼此不相继时，才能按类别选取样本</translation>
    </message>
    <message>
        <source>%1: is no data that can be read; use a folder, pattern or list of pictures, a CIFAR-10 binary (.bin), an IDX file, an .npy or .npz file, raw:FILE?shape=…, tokens:FILE or synthetic:N</source>
        <translation>%1：不是可读取的数据；请用图片的文件夹、模式或列表、CIFAR-10 二进制文件（.bin）、IDX 文件、.npy 或 .npz 文件、raw:文件?shape=…、tokens:文件 或 synthetic:N</translation>
    </message>
    <message>
        <source>%1: a program gives the tensors of all inputs; name no other data</source>
        <translation>%1：程序会给出所有输入的张量；请不要再指定其他数据</translation>
    </message>
    <message>
        <source>a picture of %1x%2 can&apos;t be cropped to %3x%4 (preprocess: crop); put a size= before the crop=</source>
        <translation>%1x%2 的图片无法裁剪成 %3x%4（预处理：crop）；请在 crop= 之前加 size=</translation>
    </message>
    <message>
        <source>a picture of %1x%2 can&apos;t be padded to %3x%4 (preprocess: pad); put a size= before the pad=</source>
        <translation>%1x%2 的图片无法补边成 %3x%4（预处理：pad）；请在 pad= 之前加 size=</translation>
    </message>
    <message>
        <source>a picture would become %1x%2, which is too large</source>
        <translation>图片会变成 %1x%2，太大了</translation>
    </message>
    <message>
        <source>there is not enough memory to prepare a picture of %1</source>
        <translation>内存不足，无法处理 %1 的图片</translation>
    </message>
    <message>
        <source>preprocess: %1: a side of %2 pixels is out of range; use 1 to %3</source>
        <translation>预处理：%1：边长 %2 像素超出范围；请用 1 到 %3</translation>
    </message>
    <message>
        <source>preprocess: size: only letterbox fills a border; leave out the values, or add pad= behind it</source>
        <translation>预处理：size：只有 letterbox 会填充边框；请去掉这些值，或在后面加 pad=</translation>
    </message>
    <message>
        <source>preprocess: crop: a fraction of %1 is out of range; use more than 0, at most 1</source>
        <translation>预处理：crop：比例 %1 超出范围；须大于 0 且不超过 1</translation>
    </message>
    <message>
        <source>preprocess: type: pictures can&apos;t be %1 on the way; use u8 or f32</source>
        <translation>预处理：type：图片在中途不能是 %1；请用 u8 或 f32</translation>
    </message>
    <message>
        <source>preprocess: %1: unknown value &apos;%2&apos;; use %3</source>
        <translation>预处理：%1：未知值“%2”；请用 %3</translation>
    </message>
    <message>
        <source>preprocess: unknown key &apos;%1&apos;; use size, crop, pad, channels, mean, scale, layout, type or interpolation</source>
        <translation>预处理：未知键“%1”；请用 size、crop、pad、channels、mean、scale、layout、type 或 interpolation</translation>
    </message>
    <message>
        <source>preprocess: crop: &apos;%1&apos; is neither a size such as 224x224 nor a fraction such as 0.875</source>
        <translation>预处理：crop：“%1”既不是 224x224 这样的尺寸，也不是 0.875 这样的比例</translation>
    </message>
    <message>
        <source>preprocess: pad: &apos;%1&apos; is neither a size such as 224x224 nor a whole number for its multiples</source>
        <translation>预处理：pad：“%1”既不是 224x224 这样的尺寸，也不是表示倍数的整数</translation>
    </message>
    <message>
        <source>raw:%1: the shape of one record is missing; add ?shape=3x32x32</source>
        <translation>raw:%1：缺少一条记录的形状；请加 ?shape=3x32x32</translation>
    </message>
    <message>
        <source>raw:%1: unknown dtype &apos;%2&apos;; use f16, bf16, f32, f64, i8, i16, i32, i64, u8, u16, u32, u64 or boolean</source>
        <translation>raw:%1：未知 dtype“%2”；请用 f16、bf16、f32、f64、i8、i16、i32、i64、u8、u16、u32、u64 或 boolean</translation>
    </message>
    <message>
        <source>raw:%1: unknown order &apos;%2&apos;; use little or big</source>
        <translation>raw:%1：未知字节序“%2”；请用 little 或 big</translation>
    </message>
    <message>
        <source>%1: %2 bytes from byte %3 on are not a whole number of records of %4 bytes</source>
        <translation>%1：从第 %3 字节起的 %2 字节不是每条 %4 字节的整数条记录</translation>
    </message>
    <message>
        <source>more than %1 samples are damaged, which is the number that may be left out</source>
        <translation>损坏的样本超过了允许略去的 %1 个</translation>
    </message>
    <message>
        <source>all of the %1 samples are damaged</source>
        <translation>全部 %1 个样本都已损坏</translation>
    </message>
    <message>
        <source>%1: line %2: &apos;%3&apos; is no token; write whole numbers separated by spaces</source>
        <translation>%1：第 %2 行：“%3”不是词元；请写以空格分隔的整数</translation>
    </message>
    <message>
        <source>%1: tokens are whole numbers along two axes, the samples and their tokens</source>
        <translation>%1：词元应为两个轴上的整数：样本和各样本的词元</translation>
    </message>
    <message>
        <source>tokens:%1: unknown give &apos;%2&apos;; use ids or mask</source>
        <translation>tokens:%1：未知的 give“%2”；请用 ids 或 mask</translation>
    </message>
    <message>
        <source>state: the model has no output &apos;%1&apos;; did you mean &apos;%2&apos;?</source>
        <translation>state：模型没有输出“%1”；是否指“%2”？</translation>
    </message>
    <message>
        <source>state: the model has no output &apos;%1&apos;; its outputs are %2</source>
        <translation>state：模型没有输出“%1”；它的输出有 %2</translation>
    </message>
    <message>
        <source>an output of %1 can&apos;t be divided among the %2 samples of a batch; reshape the model to a batch of 1</source>
        <translation>形状为 %1 的输出无法分给一批中的 %2 个样本；请把模型改成批次 1</translation>
    </message>
    <message>
        <source>the label %1 is not understood; use a whole number, a text, or an object with classes, tokens, positions and targets, boxes, mask or values</source>
        <translation>无法理解标签 %1；请使用整数、文本，或含有 classes、tokens、positions 与 targets、boxes、mask 或 values 的对象</translation>
    </message>
    <message>
        <source>the label %1 is no JSON</source>
        <translation>标签 %1 不是 JSON</translation>
    </message>
    <message>
        <source>%1: holds an array of shape %2; its first axis must count the %3 samples</source>
        <translation>%1：数组的形状为 %2；其第一个轴必须对应 %3 个样本</translation>
    </message>
    <message>
        <source>%1: tokens are whole numbers along two axes, samples and places</source>
        <translation>%1：词元必须是沿两个轴（样本和位置）排列的整数</translation>
    </message>
    <message>
        <source>labels: unknown format &apos;%1&apos;; use one of: %2</source>
        <translation>标签：未知格式“%1”；请使用其中之一：%2</translation>
    </message>
    <message>
        <source>%1: is no annotation of PASCAL VOC: %2</source>
        <translation>%1：不是 PASCAL VOC 标注：%2</translation>
    </message>
    <message>
        <source>%1: an object is &apos;%2&apos;, which is no class of the data set, or has no box</source>
        <translation>%1：某个对象为“%2”，它不是该数据集的类别，或者没有边框</translation>
    </message>
    <message>
        <source>%1: is no instances file of COCO: %2</source>
        <translation>%1：不是 COCO 的 instances 文件：%2</translation>
    </message>
    <message>
        <source>%1: is a colour picture; a mask needs grey values or a palette whose numbers are the classes</source>
        <translation>%1：是彩色图片；掩码需要以灰度值或调色板序号表示类别</translation>
    </message>
    <message>
        <source>%1: the folder of labels can&apos;t be read: %2</source>
        <translation>%1：无法读取标签文件夹：%2</translation>
    </message>
    <message>
        <source>%1: &apos;%2&apos; is no label; a label is a whole number from 0</source>
        <translation>%1：“%2”不是标签；标签是从 0 开始的整数</translation>
    </message>
    <message>
        <source>%1: gave an array of shape %2 for input &apos;%3&apos;, which takes %4</source>
        <translation>%1：为输入“%3”给出了形状为 %2 的数组，而该输入需要 %4</translation>
    </message>
    <message>
        <source>%1: its answer for sample %2 names no .npy file for input &apos;%3&apos;</source>
        <translation>%1：对样本 %2 的回答没有为输入“%3”指明 .npy 文件</translation>
    </message>
    <message>
        <source>%1: a program gives the tensors of all inputs and their labels as they are; name no other data, labels or preprocessing</source>
        <translation>%1：程序直接给出所有输入的张量及其标签；请不要再指定其他数据、标签或预处理</translation>
    </message>
    <message>
        <source>%1: its answer has no number of samples as size: %2</source>
        <translation>%1：其回答中的 size 不是样本数：%2</translation>
    </message>
    <message>
        <source>adapter ssd: needs an output of shape 1x1xNx7; the outputs are %1</source>
        <translation>适配器 ssd：需要形状为 1x1xNx7 的输出；现有输出为 %1</translation>
    </message>
    <message>
        <source>adapter boxes: needs outputs of boxes (Nx4), scores (N) and integer labels (N); the outputs are %1</source>
        <translation>适配器 boxes：需要边框（Nx4）、得分（N）和整数标签（N）的输出；现有输出为 %1</translation>
    </message>
    <message>
        <source>a segmentation needs an output of shape 1xCxHxW (scores) or 1xHxW (classes); the outputs are %1</source>
        <translation>分割需要形状为 1xCxHxW（得分）或 1xHxW（类别）的输出；现有输出为 %1</translation>
    </message>
    <message>
        <source>metric %1: input_size is &apos;%2&apos;; write width:height</source>
        <translation>指标 %1：input_size 为“%2”；请写成 宽:高</translation>
    </message>
    <message>
        <source>metric %1: anchors are &apos;%2&apos;; write the width and height of each, as 10:13:16:30</source>
        <translation>指标 %1：anchors 为“%2”；请写出每个锚框的宽和高，例如 10:13:16:30</translation>
    </message>
    <message>
        <source>metric %1: anchor_masks are &apos;%2&apos;, but there are %3 anchors, counted from 0</source>
        <translation>指标 %1：anchor_masks 为“%2”，但只有 %3 个锚框（从 0 计数）</translation>
    </message>
    <message>
        <source>%1: its answer has no number as value: %2</source>
        <translation>%1：其回答中的 value 不是数字：%2</translation>
    </message>
    <message>
        <source>%1: its answer has an unknown word as %2: %3</source>
        <translation>%1：其回答中的 %2 是未知的词：%3</translation>
    </message>
    <message>
        <source>%1: there is no output %2; the network has %3, counted from 0</source>
        <translation>%1：没有输出 %2；网络有 %3 个输出（从 0 计数）</translation>
    </message>
    <message>
        <source>%1: the network has %2 outputs, its reference %3; a model to compare with must have the same</source>
        <translation>%1：网络有 %2 个输出，参考模型有 %3 个；用于比较的模型必须具有相同的输出</translation>
    </message>
    <message>
        <source>%1: sample %2 has %3 target values, but the network&apos;s output has %4</source>
        <translation>%1：样本 %2 有 %3 个目标值，而网络的输出有 %4 个</translation>
    </message>
    <message>
        <source>%1: needs %2 as labels, but sample %3 has: %4</source>
        <translation>%1：需要以 %2 作为标签，但样本 %3 的标签是：%4</translation>
    </message>
    <message>
        <source>%1: needs an output of shape 1xLxV, one score per token of the vocabulary; the outputs are %2</source>
        <translation>%1：需要形状为 1xLxV 的输出，词表中每个词元一个得分；现有输出为 %2</translation>
    </message>
    <message>
        <source>%1: sample %2 hides token %3, but the network&apos;s output has %4 tokens</source>
        <translation>%1：样本 %2 遮盖了词元 %3，但网络的输出只有 %4 个词元</translation>
    </message>
    <message>
        <source>metric %1: the limit is &apos;%2&apos;; it must be a number from 0, the loss that is accepted</source>
        <translation>指标 %1：limit 为“%2”；它必须是不小于 0 的数字，即可接受的损失</translation>
    </message>
    <message>
        <source>metric %1: &apos;%2&apos; is no parameter; write key=value</source>
        <translation>指标 %1：“%2”不是参数；请写成 键=值</translation>
    </message>
    <message>
        <source>metric %1: the parameter &apos;%2&apos; is given twice</source>
        <translation>指标 %1：参数“%2”给出了两次</translation>
    </message>
    <message>
        <source>metric %1: there is no parameter &apos;%2&apos;; did you mean &apos;%3&apos;?</source>
        <translation>指标 %1：没有参数“%2”；您是否指“%3”？</translation>
    </message>
    <message>
        <source>metric %1: there is no parameter &apos;%2&apos;; use %3</source>
        <translation>指标 %1：没有参数“%2”；请使用 %3</translation>
    </message>
    <message>
        <source>metric %1: %2 is &apos;%3&apos;; it must be a whole number from %4</source>
        <translation>指标 %1：%2 为“%3”；它必须是不小于 %4 的整数</translation>
    </message>
    <message>
        <source>metric %1: %2 is &apos;%3&apos;; it must be a whole number from %4 to %5</source>
        <translation>指标 %1：%2 为“%3”；它必须是 %4 到 %5 之间的整数</translation>
    </message>
    <message>
        <source>metric %1: %2 is &apos;%3&apos;; it must be a number from %4 to %5</source>
        <translation>指标 %1：%2 为“%3”；它必须是 %4 到 %5 之间的数字</translation>
    </message>
    <message>
        <source>metric %1: %2 is &apos;%3&apos;; it must be numbers with colons between them</source>
        <translation>指标 %1：%2 为“%3”；它必须是用冒号分隔的数字</translation>
    </message>
    <message>
        <source>metric %1: %2 is &apos;%3&apos;; use one of: %4</source>
        <translation>指标 %1：%2 为“%3”；请使用其中之一：%4</translation>
    </message>
    <message>
        <source>metric: unknown value &apos;%1&apos;; did you mean &apos;%2&apos;?</source>
        <translation>指标：未知值“%1”；您是否指“%2”？</translation>
    </message>
    <message>
        <source>metric: unknown value &apos;%1&apos;; use one of: %2</source>
        <translation>指标：未知值“%1”；请使用其中之一：%2</translation>
    </message>
    <message>
        <source>%1: the mask of sample %2 has the size %3, the network&apos;s output %4</source>
        <translation>%1：样本 %2 的掩码尺寸为 %3，而网络的输出为 %4</translation>
    </message>
    <message>
        <source>%1: a pixel of sample %2 has the class %3; classes are 0 to %4</source>
        <translation>%1：样本 %2 中有像素的类别为 %3；类别应为 0 到 %4</translation>
    </message>
    <message>
        <source>a text line needs an output of shape 1xTxC with more than %1 classes; the output is %2</source>
        <translation>文本行需要形状为 1xTxC 且类别数大于 %1 的输出；现有输出为 %2</translation>
    </message>
    <message>
        <source>%1: the network has no output</source>
        <translation>%1：网络没有输出</translation>
    </message>
    <message>
        <source>%1: the network gave class %2, but the dictionary ends with class %3; is it the right one, or is the last class a space (space=last)?</source>
        <translation>%1：网络给出了类别 %2，但字典到类别 %3 为止；字典是否正确，或者最后一个类别是空格（space=last）？</translation>
    </message>
    <message>
        <source>adapter yolo: %1 anchors of %2 classes do not fit an output of shape %3; it must be 1x%4xHxW</source>
        <translation>适配器 yolo：%1 个锚框、%2 个类别与形状为 %3 的输出不符；它必须是 1x%4xHxW</translation>
    </message>
    <message>
        <source>%1 compares with the float model, and none is given; name it with --reference</source>
        <translation>%1 需要与浮点模型比较，但没有给出；请用 --reference 指定</translation>
    </message>
    <message>
        <source>a program can&apos;t be started: %1</source>
        <translation>无法启动程序：%1</translation>
    </message>
    <message>
        <source>%1: its answer is no JSON object: %2</source>
        <translation>%1：其回答不是 JSON 对象：%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no command; write [&quot;program&quot;, &quot;argument&quot;, …]</source>
        <translation>“%1”不是命令；请写成 [&quot;程序&quot;, &quot;参数&quot;, …]</translation>
    </message>
    <message>
        <source>%1: the program can&apos;t be started: %2</source>
        <translation>%1：无法启动程序：%2</translation>
    </message>
    <message>
        <source>the program %1 would be run, and that was not allowed; add --allow-commands if you trust it</source>
        <translation>将要运行程序 %1，但未获允许；如果您信任它，请添加 --allow-commands</translation>
    </message>
    <message>
        <source>%1: gave no answer within %2 s and was ended%3</source>
        <translation>%1：在 %2 秒内没有回答，已被终止%3</translation>
    </message>
    <message>
        <source>%1: was ended by signal %2%3</source>
        <translation>%1：被信号 %2 终止%3</translation>
    </message>
    <message>
        <source>%1: ended with exit code %2%3</source>
        <translation>%1：以退出码 %2 结束%3</translation>
    </message>
    <message>
        <source>a command names no program; write [&quot;program&quot;, &quot;argument&quot;, …]</source>
        <translation>命令没有指明程序；请写成 [&quot;程序&quot;, &quot;参数&quot;, …]</translation>
    </message>
    <message>
        <source>%1: its answer is longer than 16 MB and has no end of line</source>
        <translation>%1：其回答超过 16 MB 且没有换行</translation>
    </message>
    <message>
        <source>%1: a temporary folder can&apos;t be made: %2</source>
        <translation>%1：无法创建临时文件夹：%2</translation>
    </message>
    <message>
        <source>ignored scope: entry %2 of &apos;%1&apos; is empty; fill it or leave it out</source>
        <translation>忽略范围：“%1”的第 %2 项为空；请填写或删去</translation>
    </message>
    <message>
        <source>ignored chain &apos;%1&apos;: a type is missing; name every type, with | between alternatives and * for any type</source>
        <translation>忽略链“%1”：缺少类型；请写出每个类型，可选类型之间用 |，任意类型用 *</translation>
    </message>
    <message>
        <source>ignored subgraph &apos;%1&apos;: the model has no layer &apos;%2&apos;</source>
        <translation>忽略子图“%1”：模型中没有层“%2”</translation>
    </message>
    <message>
        <source>ignored subgraph &apos;%1&apos;: the model has no layer &apos;%2&apos;; did you mean &apos;%3&apos;?</source>
        <translation>忽略子图“%1”：模型中没有层“%2”；您是指“%3”吗？</translation>
    </message>
    <message>
        <source>ignored subgraph &apos;%1&apos;: no path leads from &apos;%2&apos; to an output; data must flow from inputs to outputs</source>
        <translation>忽略子图“%1”：没有从“%2”到输出的路径；数据必须从输入流向输出</translation>
    </message>
    <message>
        <source>ignored subgraph &apos;%1&apos;: no path leads from an input to &apos;%2&apos;; data must flow from inputs to outputs</source>
        <translation>忽略子图“%1”：没有从输入到“%2”的路径；数据必须从输入流向输出</translation>
    </message>
    <message>
        <source>ignored subgraph &apos;%1&apos;: some of its layers are inside a body and others are not; take all of them from one graph</source>
        <translation>忽略子图“%1”：有的层在循环体内，有的不在；请全部取自同一个图</translation>
    </message>
    <message>
        <source>override of &apos;%1&apos;: low and high belong together; give both or none</source>
        <translation>“%1”的覆盖：low 和 high 必须成对；请都给出或都不给</translation>
    </message>
    <message>
        <source>override of &apos;%1&apos;: nothing is overridden; give range_estimator, or low and high</source>
        <translation>“%1”的覆盖：没有覆盖任何内容；请给出 range_estimator，或 low 和 high</translation>
    </message>
    <message>
        <source>override of &apos;%1&apos;: low is %2 and high is %3; low must be below high, both finite</source>
        <translation>“%1”的覆盖：low 为 %2，high 为 %3；low 必须小于 high，且都为有限值</translation>
    </message>
    <message>
        <source>override of &apos;%1&apos;: no quantizer has this name, and none feeds an input LAYER:PORT of this name</source>
        <translation>“%1”的覆盖：没有这个名称的量化器，也没有量化器供给这个名称的输入（层:端口）</translation>
    </message>
    <message>
        <source>override of &apos;%1&apos;: no quantizer has this name; did you mean &apos;%2&apos;?</source>
        <translation>“%1”的覆盖：没有这个名称的量化器；您是指“%2”吗？</translation>
    </message>
    <message>
        <source>the list of algorithms is empty; name DefaultQuantization</source>
        <translation>算法列表为空；请写 DefaultQuantization</translation>
    </message>
    <message>
        <source>the list of algorithms quantizes the model twice; name DefaultQuantization or MinMaxQuantization once</source>
        <translation>算法列表会把模型量化两次；DefaultQuantization 或 MinMaxQuantization 只能写一次</translation>
    </message>
    <message>
        <source>the regular expression &apos;%1&apos; is not valid in the syntax of RE2: %2</source>
        <translation>正则表达式“%1”不符合 RE2 语法：%2</translation>
    </message>
    <message>
        <source>statistics of &apos;%1&apos; can&apos;t be joined: they were not measured in the same way on all samples</source>
        <translation>无法合并“%1”的统计：并非在所有样本上以相同方式测量</translation>
    </message>
    <message>
        <source>statistics can&apos;t be joined: sample %1 was measured twice</source>
        <translation>无法合并统计：样本 %1 被测量了两次</translation>
    </message>
    <message>
        <source>these are no statistics of this program</source>
        <translation>这不是本程序的统计数据</translation>
    </message>
    <message>
        <source>the statistics are damaged; measure them again</source>
        <translation>统计数据已损坏；请重新测量</translation>
    </message>
    <message>
        <source>the statistics are of version %1 of their format; this program reads version %2</source>
        <translation>统计数据的格式版本为 %1；本程序读取版本 %2</translation>
    </message>
    <message>
        <source>the stored network is damaged, or belongs to another model</source>
        <translation>保存的网络已损坏，或属于另一个模型</translation>
    </message>
    <message>
        <source>the state of the run is damaged; start the run anew</source>
        <translation>运行状态已损坏；请重新开始运行</translation>
    </message>
    <message>
        <source>this is no state of a run</source>
        <translation>这不是运行状态</translation>
    </message>
    <message>
        <source>the state of the run is of version %1 of its format; this program reads version %2</source>
        <translation>运行状态的格式版本为 %1；本程序读取版本 %2</translation>
    </message>
    <message>
        <source>the state of the run belongs to another model or to other settings; start the run anew</source>
        <translation>该运行状态属于另一个模型或其他设置；请重新开始运行</translation>
    </message>
    <message>
        <source>Metrics that are measured, after the one of the key metric, each a text such as map:iou=0.5,limit=0.01, or an object with type, limit and the metric&apos;s parameters.</source>
        <translation>要测量的指标，排在键 metric 的指标之后；每个是一段文本，如 map:iou=0.5,limit=0.01，或者一个包含 type、limit 和指标参数的对象。</translation>
    </message>
    <message>
        <source>%1: the folder can&apos;t be written to: %2</source>
        <translation>%1：无法写入该文件夹：%2</translation>
    </message>
    <message>
        <source>%1: this run reads the file, so it is not written over; write to another place, such as %2</source>
        <translation>%1：本次运行要读取该文件，因此不会覆盖它；请写到别处，例如 %2</translation>
    </message>
    <message>
        <source>%1: is the result of an earlier run; give --overwrite to replace it, or write to another folder, such as %2</source>
        <translation>%1：是以前运行的结果；要替换它请给出 --overwrite，或写入另一个文件夹，例如 %2</translation>
    </message>
    <message>
        <source>%1: is no file that could be replaced; write to another one</source>
        <translation>%1：不是可以替换的文件；请写入另一个文件</translation>
    </message>
    <message>
        <source>%1: exists already; give --overwrite to replace it, or write to another file, such as %2</source>
        <translation>%1：已经存在；要替换它请给出 --overwrite，或写入另一个文件，例如 %2</translation>
    </message>
    <message>
        <source>%1: is not the result of an earlier run, so it is not replaced; move it away, or write to another folder, such as %2</source>
        <translation>%1：不是以前运行的结果，因此不会被替换；请将它移走，或写入另一个文件夹，例如 %2</translation>
    </message>
    <message>
        <source>%1: is a model; open it as the model (--model)</source>
        <translation>%1：是一个模型；请作为模型打开（--model）</translation>
    </message>
    <message>
        <source>%1: holds the weights of a model; open %2 as the model (--model)</source>
        <translation>%1：包含模型的权重；请把 %2 作为模型打开（--model）</translation>
    </message>
    <message>
        <source>%1: is a configuration; open it as one (--config)</source>
        <translation>%1：是一个配置；请作为配置打开（--config）</translation>
    </message>
    <message>
        <source>%1: is a description of data and metrics for Accuracy Checker; name it in a configuration as engine.config, or give it to the command pot as --ac-config</source>
        <translation>%1：是 Accuracy Checker 的数据和指标描述；请在配置中用 engine.config 指定它，或用 --ac-config 交给命令 pot</translation>
    </message>
    <message>
        <source>%1: is the result of an earlier run; open its configuration, %2 (--config)</source>
        <translation>%1：是以前运行的结果；请打开它的配置 %2（--config）</translation>
    </message>
    <message>
        <source>%1: is data; use it as calibration or test data (--data)</source>
        <translation>%1：是数据；请用作校准数据或测试数据（--data）</translation>
    </message>
    <message>
        <source>%1: holds annotations; use it as labels of data (--labels)</source>
        <translation>%1：包含标注；请用作数据的标签（--labels）</translation>
    </message>
    <message>
        <source>%1: is a model of %2, which is not read; export it as ONNX, or convert it to an OpenVINO IR</source>
        <translation>%1：是 %2 格式的模型，无法读取；请导出为 ONNX，或转换为 OpenVINO IR</translation>
    </message>
    <message>
        <source>%1: is nothing that can be opened; open a model (.xml, .onnx, .tflite, .pb, .pdmodel), a configuration (.json, .yml) or data</source>
        <translation>%1：无法打开；请打开模型（.xml、.onnx、.tflite、.pb、.pdmodel）、配置（.json、.yml）或数据</translation>
    </message>
    <message>
        <source>Where ranges of activations end: at the mean over samples of each one&apos;s extremes (default, or mean), at the extremes of all samples (max), where the squared error is least (l2), or at the mean of each one&apos;s quantiles, which weights follow too (quantile). auto takes whichever keeps the outputs nearest to the float model&apos;s.</source>
        <translation>激活值范围的端点取在何处：每个样本极值的平均（default 或 mean）、所有样本的极值（max）、平方误差最小之处（l2），或每个样本分位数的平均（quantile，权重也按此）。auto 取使输出最接近浮点模型的那一种。</translation>
    </message>
    <message>
        <source>Layers that are quantized in another way than the rest, such as a search has found.</source>
        <translation>与其余层量化方式不同的层，例如由搜索得出的结果。</translation>
    </message>
    <message>
        <source>How one layer is quantized where it differs from the others.</source>
        <translation>某一层与其他层不同时的量化方式。</translation>
    </message>
    <message>
        <source>Full name of the layer.</source>
        <translation>层的全名。</translation>
    </message>
    <message>
        <source>How its weights are quantized.</source>
        <translation>其权重的量化方式。</translation>
    </message>
    <message>
        <source>How the tensors that it reads are quantized.</source>
        <translation>它所读取的张量的量化方式。</translation>
    </message>
    <message>
        <source>Whether bias correction looks at the layer.</source>
        <translation>偏置校正是否处理该层。</translation>
    </message>
    <message>
        <source>A search that several processes share through one store.</source>
        <translation>多个进程通过同一存储共享的搜索。</translation>
    </message>
    <message>
        <source>Name of the search; processes with the same name, model and settings share their trials.</source>
        <translation>搜索的名称；名称、模型和设置相同的进程共享试验结果。</translation>
    </message>
    <message>
        <source>Name of this process; processes with different tags draw different trials.</source>
        <translation>本进程的名称；标签不同的进程抽取不同的试验。</translation>
    </message>
    <message>
        <source>Accepted from POT; every process reads and writes the store itself.</source>
        <translation>接受 POT 的写法；每个进程自行读写存储。</translation>
    </message>
    <message>
        <source>Accepted from POT; all processes are peers.</source>
        <translation>接受 POT 的写法；所有进程地位相同。</translation>
    </message>
    <message>
        <source>Accepted from POT and ignored: trials are shared by the store, not by a MongoDB server.</source>
        <translation>接受 POT 的写法但忽略：试验通过存储共享，而不是 MongoDB 服务器。</translation>
    </message>
    <message>
        <source>Accepted from POT; trials stay in the store until the run is removed from it.</source>
        <translation>接受 POT 的写法；试验保留在存储中，直到从中删除该次运行。</translation>
    </message>
    <message>
        <source>Draw the choices of all layers together, which sees that they depend on each other; off: each by itself, as POT.</source>
        <translation>一起抽取所有层的选项，从而考虑它们之间的依赖；关闭时逐个抽取，与 POT 相同。</translation>
    </message>
    <message>
        <source>Share the trials with other processes.</source>
        <translation>与其他进程共享试验。</translation>
    </message>
    <message>
        <source>Accepted from POT; every trial is in the store with all of its choices.</source>
        <translation>接受 POT 的写法；每个试验及其全部选项都在存储中。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; can&apos;t get 16 bits in this version</source>
        <translation>此版本不能为“%1”使用 16 位</translation>
    </message>
    <message>
        <source>choices for layers: &apos;%1&apos; has two; leave one out</source>
        <translation>层的选项：“%1”有两个；请去掉一个</translation>
    </message>
    <message>
        <source>choices for layers: the model has no layer &apos;%1&apos;</source>
        <translation>层的选项：模型中没有层“%1”</translation>
    </message>
    <message>
        <source>choices for layers: the model has no layer &apos;%1&apos;; did you mean &apos;%2&apos;?</source>
        <translation>层的选项：模型中没有层“%1”；您是指“%2”吗？</translation>
    </message>
    <message>
        <source>there is no quantizer &apos;%1&apos; to take out of the network</source>
        <translation>网络中没有可移除的量化器“%1”</translation>
    </message>
    <message>
        <source>`range_estimator`: auto can&apos;t be had with compatibility pot, where ranges are POT&apos;s; name mean, max, l2 or quantile</source>
        <translation>`range_estimator`：compatibility 为 pot 时范围由 POT 决定，不能使用 auto；请指定 mean、max、l2 或 quantile</translation>
    </message>
    <message>
        <source>metric &apos;%1&apos; is not measured; measured are: %2</source>
        <translation>未测量指标“%1”；已测量的有：%2</translation>
    </message>
    <message>
        <source>metric &apos;%1&apos; can&apos;t be compared with the float model, whose own value is %2; give it a limit of its own</source>
        <translation>指标“%1”无法与浮点模型比较，其自身的值为 %2；请为它单独设定限值</translation>
    </message>
    <message>
        <source>no metric is measured that the model could be compared by; name one</source>
        <translation>没有测量可用于比较模型的指标；请指定一个</translation>
    </message>
    <message>
        <source>TunableQuantization compares models by a metric, and none is measured; name one</source>
        <translation>TunableQuantization 按指标比较模型，但没有测量任何指标；请指定一个</translation>
    </message>
    <message>
        <source>the latency of a model could not be measured, which TunableQuantization needs</source>
        <translation>无法测量模型的延迟，而 TunableQuantization 需要它</translation>
    </message>
    <message>
        <source>trials_load_method is &apos;eval&apos;, and no earlier search of this model is in the store; use cold_start</source>
        <translation>trials_load_method 为“eval”，但存储中没有该模型先前的搜索；请使用 cold_start</translation>
    </message>
    <message>
        <source>%1: the store is of version %2, this program knows versions up to %3; use the newer Rangefinder that wrote it, or give --store DIR with another folder</source>
        <translation>%1：存储的版本为 %2，本程序最高支持版本 %3；请使用写入它的较新的 Rangefinder，或用 --store DIR 指定另一个文件夹</translation>
    </message>
    <message>
        <source>%1 is damaged or no store, and can&apos;t be set aside: %2</source>
        <translation>%1 已损坏或不是存储，且无法移开：%2</translation>
    </message>
    <message>
        <source>%1 was damaged or no store; it is now %2, and the store begins anew</source>
        <translation>%1 已损坏或不是存储；现已改名为 %2，存储重新开始</translation>
    </message>
    <message>
        <source>%1: the store is damaged</source>
        <translation>%1：存储已损坏</translation>
    </message>
    <message>
        <source>%1: no such file</source>
        <translation>%1：没有这个文件</translation>
    </message>
    <message>
        <source>%1: this is no file that &apos;cache export&apos; writes, or it is damaged</source>
        <translation>%1：这不是“cache export”写出的文件，或已损坏</translation>
    </message>
    <message>
        <source>there is no place for the store: neither XDG_DATA_HOME nor HOME is set; give --store DIR or --no-store</source>
        <translation>没有存放存储的位置：XDG_DATA_HOME 和 HOME 均未设置；请给出 --store DIR 或 --no-store</translation>
    </message>
    <message>
        <source>%1: the store can&apos;t be locked: %2</source>
        <translation>%1：无法锁定存储：%2</translation>
    </message>
    <message>
        <source>%1: there is no run %2; &apos;runs list&apos; shows which there are</source>
        <translation>%1：没有运行 %2；“runs list”列出所有运行</translation>
    </message>
    <message>
        <source>run %1 is still going on; stop it before you remove it</source>
        <translation>运行 %1 仍在进行；请先停止再删除</translation>
    </message>
    <message>
        <source>%1: the store can&apos;t be written: the disk is full</source>
        <translation>%1：无法写入存储：磁盘已满</translation>
    </message>
    <message>
        <source>%1: the store can&apos;t be written: no permission, or no such folder</source>
        <translation>%1：无法写入存储：没有权限，或没有此文件夹</translation>
    </message>
    <message>
        <source>%1: another program has kept the store locked for too long; try again later</source>
        <translation>%1：另一个程序锁定存储的时间过长；请稍后再试</translation>
    </message>
    <message>
        <source>%1: reading or writing the store failed: %2</source>
        <translation>%1：读写存储失败：%2</translation>
    </message>
    <message>
        <source>%1: the folder of the store can&apos;t be made: %2</source>
        <translation>%1：无法创建存储的文件夹：%2</translation>
    </message>
    <message>
        <source>`optimizer`: drives TunableQuantization, but `algorithms` has AccuracyAwareQuantization, which searches by itself; leave one out</source>
        <translation>`optimizer`：驱动 TunableQuantization，但 `algorithms` 中是自行搜索的 AccuracyAwareQuantization；请去掉其中一个</translation>
    </message>
    <message>
        <source>`ignored.skip_model`: leaves nothing for AccuracyAwareQuantization to do; leave the key out</source>
        <translation>`ignored.skip_model`：使 AccuracyAwareQuantization 无事可做；请去掉该键</translation>
    </message>
    <message>
        <source>`annotation_free`: answers can&apos;t be chosen by their confidence in this version; leave the key and the labels out, then all answers of the float model are what is compared with</source>
        <translation>`annotation_free`：此版本不能按置信度挑选回答；请去掉该键和标签，这样会与浮点模型的所有回答比较</translation>
    </message>
    <message>
        <source>`optimizer` is missing: TunableQuantization needs it; add {&quot;name&quot;: &quot;Tpe&quot;, &quot;params&quot;: {&quot;max_trials&quot;: 100}}</source>
        <translation>缺少 `optimizer`：TunableQuantization 需要它；请添加 {&quot;name&quot;: &quot;Tpe&quot;, &quot;params&quot;: {&quot;max_trials&quot;: 100}}</translation>
    </message>
    <message>
        <source>`optimizer` drives TunableQuantization, which `algorithms` does not have; leave it out, or replace MinMaxQuantization by TunableQuantization</source>
        <translation>`optimizer` 驱动 TunableQuantization，而 `algorithms` 中没有它；请去掉 `optimizer`，或用 TunableQuantization 替换 MinMaxQuantization</translation>
    </message>
    <message>
        <source>`ignored.skip_model`: leaves nothing for TunableQuantization to do; leave the key out</source>
        <translation>`ignored.skip_model`：使 TunableQuantization 无事可做；请去掉该键</translation>
    </message>
    <message>
        <source>How candidates are run: deployed, as the device would, or exact, with FakeQuantize computed in float.</source>
        <translation>候选模型的运行方式：deployed 与设备上相同，exact 则以浮点计算 FakeQuantize。</translation>
    </message>
    <message>
        <source>No step of the search begins after this time; 0: no limit.</source>
        <translation>超过此时间后搜索不再开始新的步骤；0：不限。</translation>
    </message>
    <message>
        <source>Quantized models that are evaluated on the whole data set; 0: no limit.</source>
        <translation>在整个数据集上评估的量化模型个数；0：不限。</translation>
    </message>
    <message>
        <source>%1: no report</source>
        <translation>%1：不是报告</translation>
    </message>
    <message>
        <source>%1 has no candidates to compare: it was no search (AccuracyAwareQuantization or TunableQuantization)</source>
        <translation>%1 没有可比较的候选模型：它不是搜索（AccuracyAwareQuantization 或 TunableQuantization）</translation>
    </message>
    <message>
        <source>the limit was not reached; the model nearest to it is the result</source>
        <translation>未达到限值；结果是最接近它的模型</translation>
    </message>
    <message>
        <source>the limit was not reached: %1 is %2 at best, and %3 is the least allowed</source>
        <translation>未达到限值：%1 最好为 %2，而允许的最低值是 %3</translation>
    </message>
    <message>
        <source>the limit was not reached: the nearest model loses %1 of %2 (float %3, now %4), and %5 is allowed</source>
        <translation>未达到限值：最接近的模型的 %2 损失 %1（浮点 %3，现为 %4），而允许 %5</translation>
    </message>
    <message>
        <source>AccuracyAwareQuantization can&apos;t bring layers to 16 bits yet, as device &apos;%1&apos; needs; quantize for it with DefaultQuantization and the preset accuracy</source>
        <translation>AccuracyAwareQuantization 尚不能按设备“%1”的需要把层改为 16 位；请用 DefaultQuantization 和预设 accuracy 为它量化</translation>
    </message>
    <message>
        <source>`preset`: auto is a search of its own and can&apos;t be had together with AccuracyAwareQuantization or TunableQuantization; name performance, mixed or accuracy</source>
        <translation>`preset`：auto 本身就是一次搜索，不能与 AccuracyAwareQuantization 或 TunableQuantization 同用；请指定 performance、mixed 或 accuracy</translation>
    </message>
    <message>
        <source>`preset`: auto can&apos;t be had with compatibility pot; name performance, mixed or accuracy</source>
        <translation>`preset`：auto 不能与 compatibility pot 同用；请指定 performance、mixed 或 accuracy</translation>
    </message>
    <message>
        <source>there is no sample to compare settings on</source>
        <translation>没有可用来比较设置的样本</translation>
    </message>
    <message>
        <source>Divide channels of activations and multiply the weights behind them, so that outliers don&apos;t set ranges.</source>
        <translation>把激活值的各通道除以系数，并把其后的权重乘以同样的系数，使离群值不再决定范围。</translation>
    </message>
    <message>
        <source>How much of the spread of its input a MatMul&apos;s weights take over: 0 nothing, 1 all.</source>
        <translation>MatMul 的权重承担其输入差异的多少：0 为不承担，1 为全部。</translation>
    </message>
    <message>
        <source>The same for convolutions.</source>
        <translation>同上，用于卷积。</translation>
    </message>
    <message>
        <source>synthetic data: input &apos;%1&apos; takes %2; give its shape, as in %1[1x16]=synthetic:%3, or for height and width size= in preprocess</source>
        <translation>合成数据：输入“%1”的形状为 %2；请给出形状，例如 %1[1x16]=synthetic:%3，高和宽也可在 preprocess 中用 size= 给出</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: sample %2 gives a value that is not finite (infinity or NaN) at an output of the network; check the model and the preprocessing</source>
        <translation>层“%1”：样本 %2 在网络的输出处给出非有限值（无穷大或 NaN）；请检查模型和预处理</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: nothing was measured at its output, which SmoothQuant needs</source>
        <translation>层“%1”：其输出处没有测量结果，而 SmoothQuant 需要它</translation>
    </message>
    <message>
        <source>%1 changes the float model, so it must come before the algorithm that quantizes it</source>
        <translation>%1 会改变浮点模型，因此必须放在量化它的算法之前</translation>
    </message>
    <message>
        <source>&apos;%1&apos; must have one number, or two for x and y</source>
        <translation>“%1”必须是一个数，或分别用于 x 和 y 的两个数</translation>
    </message>
    <message>
        <source>Rows of four corners and a score, all of class 1.</source>
        <translation>每行四个角坐标和一个分数，全部属于类别 1。</translation>
    </message>
    <message>
        <source>By what corners are multiplied; one number, or one for x and y.</source>
        <translation>角坐标所乘的系数；一个数，或 x 和 y 各一个。</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: %2 must have labels, consecutive whole numbers by names</source>
        <translation>“%1”：%2 必须含有 labels，即按名称给出的连续整数</translation>
    </message>
    <message>
        <source>WIDER FACE&apos;s text file of faces.</source>
        <translation>WIDER FACE 的人脸文本文件。</translation>
    </message>
    <message>
        <source>The class of faces.</source>
        <translation>人脸的类别。</translation>
    </message>
    <message>
        <source>CVAT&apos;s XML file of pictures; occluded objects are difficult.</source>
        <translation>CVAT 的图片 XML 文件；被遮挡的对象为困难对象。</translation>
    </message>
    <message>
        <source>JSON file with labels, class numbers by names.</source>
        <translation>含有 labels（按名称给出类别编号）的 JSON 文件。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has %2 models for OpenVINO; say which one by its name, as model_name of the configuration or as --name: %3</source>
        <translation>“%1”中有 %2 个用于 OpenVINO 的模型；请用配置的 model_name 或 --name 给出其名称：%3</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has %2 data sets, of which the first one is used; keep one to measure on it</source>
        <translation>“%1”中有 %2 个数据集，只使用第一个；要测量请只保留一个</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: only one input can get the samples of the data set; others must be CONST_INPUT, IMAGE_INFO or LSTM_INPUT</source>
        <translation>“%1”：只有一个输入可以得到数据集的样本；其他输入必须为 CONST_INPUT、IMAGE_INFO 或 LSTM_INPUT</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is missing; it must be the value of the constant, or the output that is fed back</source>
        <translation>缺少“%1”；它必须是常量的值，或要反馈的输出</translation>
    </message>
    <message>
        <source>The samples, a constant, height, width and 1 of the prepared picture, or an output of the sample before.</source>
        <translation>样本、常量、处理后图片的高、宽和 1，或前一个样本的输出。</translation>
    </message>
    <message>
        <source>Numbers of the constant, or the name of the output that is fed back.</source>
        <translation>常量的数值，或要反馈的输出的名称。</translation>
    </message>
    <message>
        <source>What dynamic axes of the input become.</source>
        <translation>输入的动态轴变为多少。</translation>
    </message>
    <message>
        <source>Whether detections of equal score are one point of the curve.</source>
        <translation>分数相等的检测是否为曲线上的一个点。</translation>
    </message>
    <message>
        <source>Whether filtered detections may find objects.</source>
        <translation>被过滤的检测是否可以找到对象。</translation>
    </message>
    <message>
        <source>The same, counted as pycocotools counts.</source>
        <translation>同上，按 pycocotools 的方式计数。</translation>
    </message>
    <message>
        <source>Whether corners of detections are pixels that belong to the box.</source>
        <translation>检测的角是否为属于框的像素。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is supported behind one resize in preprocessing, which a padding at the right and bottom may follow</source>
        <translation>仅当预处理中只有一次缩放（其后可在右侧和下方填充）时才支持“%1”</translation>
    </message>
    <message>
        <source>Whether boxes are pixels of the resized picture instead.</source>
        <translation>框是否为缩放后图片的像素。</translation>
    </message>
    <message>
        <source>The least score of detections.</source>
        <translation>检测的最低分数。</translation>
    </message>
    <message>
        <source>The least height, and the height from which boxes are too high.</source>
        <translation>最小高度，以及从多高起框过高。</translation>
    </message>
    <message>
        <source>The least width, and the width from which boxes are too wide.</source>
        <translation>最小宽度，以及从多宽起框过宽。</translation>
    </message>
    <message>
        <source>The same of height over width.</source>
        <translation>同上，用于高宽比。</translation>
    </message>
    <message>
        <source>The same of the root of the share of the picture, for labels; occluded ones are filtered too.</source>
        <translation>同上，用于标签所占图片比例的平方根；被遮挡的也会被过滤。</translation>
    </message>
    <message>
        <source>Whether boxes without an area are filtered.</source>
        <translation>是否过滤没有面积的框。</translation>
    </message>
    <message>
        <source>Whether boxes are taken out; otherwise they are difficult ones, which do not count.</source>
        <translation>是否去除这些框；否则它们成为不计数的困难框。</translation>
    </message>
    <message>
        <source>Accepted from Accuracy Checker, where it has no effect on boxes.</source>
        <translation>为兼容 Accuracy Checker 而接受，它在那里对框没有作用。</translation>
    </message>
    <message>
        <source>Accepted from Accuracy Checker, whose converters tell no visibility.</source>
        <translation>为兼容 Accuracy Checker 而接受，其转换器不给出可见性。</translation>
    </message>
    <message>
        <source>Scales boxes that are relative to the prepared picture to the picture as it was.</source>
        <translation>将相对于处理后图片的框缩放到原图片。</translation>
    </message>
    <message>
        <source>Adds to the classes of detections.</source>
        <translation>加到检测的类别上。</translation>
    </message>
    <message>
        <source>What is added.</source>
        <translation>所加的数。</translation>
    </message>
    <message>
        <source>Boxes end at the edge of the picture, or of this size.</source>
        <translation>框止于图片边缘，或止于此尺寸。</translation>
    </message>
    <message>
        <source>Whether boxes end at 1 by 1.</source>
        <translation>框是否止于 1×1。</translation>
    </message>
    <message>
        <source>Corners of boxes are rounded to whole pixels.</source>
        <translation>框的角舍入为整像素。</translation>
    </message>
    <message>
        <source>How corners are rounded; halves go to even numbers.</source>
        <translation>角如何舍入；一半舍入到偶数。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is %2, which %3 does not know</source>
        <translation>“%1”为 %2，%3 不认识它</translation>
    </message>
    <message>
        <source>Changes the size of the picture, as OpenCV or Pillow does.</source>
        <translation>改变图片尺寸，与 OpenCV 或 Pillow 相同。</translation>
    </message>
    <message>
        <source>Whether pixels are found as Pillow does it.</source>
        <translation>是否按 Pillow 的方式计算像素。</translation>
    </message>
    <message>
        <source>The library; it wins over use_pillow.</source>
        <translation>所用的库；优先于 use_pillow。</translation>
    </message>
    <message>
        <source>Whether halves of pixels are rounded as with Pillow, to even ones.</source>
        <translation>半个像素是否像 Pillow 一样舍入到偶数。</translation>
    </message>
    <message>
        <source>Whether numpy_pad_mode counts.</source>
        <translation>numpy_pad_mode 是否有效。</translation>
    </message>
    <message>
        <source>What the border is made of: pad_value, the outermost pixels, or a mirror.</source>
        <translation>边框由什么构成：pad_value、最外侧的像素或镜像。</translation>
    </message>
    <message>
        <source>Whether the pixel that is left over goes to the left and the top.</source>
        <translation>多出的一个像素是否放在左侧和上方。</translation>
    </message>
    <message>
        <source>not everything that the Accuracy Checker description measures can be measured</source>
        <translation>Accuracy Checker 描述所要测量的内容无法全部测量</translation>
    </message>
    <message>
        <source>What the border is made of: a value, or pixels of the picture.</source>
        <translation>边框由什么构成：一个值，或图片的像素。</translation>
    </message>
    <message>
        <source>Whether sides that are longer than size stay as long.</source>
        <translation>长于 size 的边是否保持原长。</translation>
    </message>
    <message>
        <source>%1: is no annotation of CVAT: %2</source>
        <translation>%1：不是 CVAT 的标注：%2</translation>
    </message>
    <message>
        <source>%1: line %2: &apos;%3&apos; is not of WIDER FACE, whose pictures have a line with the name, a line with the number of faces, and a line for each</source>
        <translation>%1：第 %2 行：“%3”不是 WIDER FACE 的格式；其每张图片有一行名称、一行人脸数量，以及每张人脸一行</translation>
    </message>
    <message>
        <source>preprocess: pad: a border of pixels has no values; leave them out</source>
        <translation>preprocess：pad：由像素构成的边框没有值；请去掉这些值</translation>
    </message>
    <message>
        <source>adapter boxes: needs an output of corners and score (Nx5); the outputs are %1</source>
        <translation>适配器 boxes：需要一个含角坐标和分数的输出（Nx5）；现有输出为 %1</translation>
    </message>
    <message>
        <source>metric %1: box_factor is &apos;%2&apos;; write two numbers, x:y</source>
        <translation>指标 %1：box_factor 为“%2”；请写两个数 x:y</translation>
    </message>
    <message>
        <source>steps: &apos;%1&apos; is no step; write scale, shift, round, clip, nms, filter or unfit with their values, such as filter:truth:height:64:1024:mark</source>
        <translation>steps：“%1”不是步骤；请写 scale、shift、round、clip、nms、filter 或 unfit 及其值，例如 filter:truth:height:64:1024:mark</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos; (%2): ONNX has no such operator</source>
        <translation>层“%1”（%2）：ONNX 没有这种算子</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos; (%2): ONNX has no counterpart to %3 = &apos;%4&apos;</source>
        <translation>层“%1”（%2）：ONNX 没有与 %3 =“%4”对应的写法</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos; (%2): input %3 is computed, and ONNX needs a constant there</source>
        <translation>层“%1”（%2）：输入 %3 是计算出来的，而 ONNX 在这里需要常量</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos; (%2): ONNX needs sizes that are not known before the network runs</source>
        <translation>层“%1”（%2）：ONNX 需要的尺寸在网络运行之前是未知的</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos; (%2): ONNX has no element type %3</source>
        <translation>层“%1”（%2）：ONNX 没有元素类型 %3</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos; (%2): ONNX has no counterpart to output %3</source>
        <translation>层“%1”（%2）：ONNX 没有与输出 %3 对应的写法</translation>
    </message>
    <message>
        <source>the model can&apos;t be written as ONNX because of %1 layers:</source>
        <translation>模型无法写成 ONNX，原因在于 %1 个层：</translation>
    </message>
    <message>
        <source>the model has %1 MB, and an ONNX file can&apos;t hold more than 2047 MB</source>
        <translation>模型有 %1 MB，而 ONNX 文件最多只能容纳 2047 MB</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos; (%2): ONNX quantizes a tensor as a whole or by the channels of one axis, between limits that enclose a range</source>
        <translation>层“%1”（%2）：ONNX 只能对整个张量或按一个轴的通道量化，且上下限之间必须有范围</translation>
    </message>
    <message>
        <source>%1 is no regular expression: %2</source>
        <translation>%1 不是正则表达式：%2</translation>
    </message>
    <message>
        <source>%1: a number must follow, as in err&gt;0.1</source>
        <translation>%1：后面必须是数字，例如 err&gt;0.1</translation>
    </message>
    <message>
        <source>layer &apos;%1&apos;: its constants hold NaN, which is no number; the file is damaged, or the training has diverged</source>
        <translation>层“%1”：其常量含有 NaN（非数值）；文件已损坏，或训练已发散</translation>
    </message>
</context>
<context>
    <name>rf::ui::About</name>
    <message>
        <source>About Rangefinder</source>
        <translation>关于 Rangefinder</translation>
    </message>
    <message>
        <source>Quantizes neural networks to int8 after training, and shows what that does to every layer.</source>
        <translation>将训练好的神经网络量化为 int8，并展示这对每一层的影响。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later.</source>
        <translation>自由软件，采用 GNU 通用公共许可证第 3 版或更高版本。</translation>
    </message>
</context>
<context>
    <name>rf::ui::Actions</name>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Export int8 model…</source>
        <translation>导出 int8 模型(&amp;E)…</translation>
    </message>
    <message>
        <source>Save &amp;graph as picture…</source>
        <translation>将图保存为图片(&amp;G)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Find layer</source>
        <translation>查找层(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Fit graph</source>
        <translation>使图适合窗口(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>键盘(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Rangefinder</source>
        <translation>关于 Rangefinder(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Fit the graph</source>
        <translation>使图适合窗口</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Walk along the arrows of the graph</source>
        <translation>沿图中的箭头移动</translation>
    </message>
    <message>
        <source>Zoom in, out, to 100 %</source>
        <translation>放大、缩小、缩放到 100 %</translation>
    </message>
    <message>
        <source>Show or hide the overview</source>
        <translation>显示或隐藏概览</translation>
    </message>
    <message>
        <source>Dim what is not selected</source>
        <translation>淡化未选中的部分</translation>
    </message>
    <message>
        <source>Save error &amp;chart as picture…</source>
        <translation>将误差图另存为图片(&amp;C)…</translation>
    </message>
    <message>
        <source>Save &amp;table as CSV…</source>
        <translation>将表格另存为 CSV(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Open all blocks</source>
        <translation>展开所有模块(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Close all blocks</source>
        <translation>折叠所有模块(&amp;C)</translation>
    </message>
    <message>
        <source>Return, Backspace</source>
        <translation>回车、退格</translation>
    </message>
    <message>
        <source>Open the selected block, close the one around</source>
        <translation>展开所选模块，折叠所在模块</translation>
    </message>
</context>
<context>
    <name>rf::ui::ChannelStrip</name>
    <message>
        <source>Channels</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>One line for each channel, darker where more values are. Click a channel to see it alone, again for all.</source>
        <translation>每个通道一行，数值越多颜色越深。点击某个通道可单独查看，再次点击显示全部。</translation>
    </message>
    <message>
        <source>All channels; click one to see it alone</source>
        <translation>所有通道；点击某个通道可单独查看</translation>
    </message>
    <message>
        <source>Channel %1 of %2</source>
        <translation>第 %1 个通道，共 %2 个</translation>
    </message>
</context>
<context>
    <name>rf::ui::DataSection</name>
    <message>
        <source>%1, reading…</source>
        <translation>%1，正在读取…</translation>
    </message>
    <message numerus="yes">
        <source>%n samples</source>
        <translation>
            <numerusform>%n 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2, with labels</source>
        <translation>%1，%2，有标签</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Calibration data</source>
        <translation>校准数据</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Synthetic noise</source>
        <translation>合成噪声</translation>
    </message>
    <message>
        <source>Labels…</source>
        <translation>标签…</translation>
    </message>
    <message>
        <source>Choose labels</source>
        <translation>选择标签</translation>
    </message>
    <message>
        <source>Choose calibration data</source>
        <translation>选择校准数据</translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation>选择图片文件夹</translation>
    </message>
    <message>
        <source>None chosen</source>
        <translation>未选择</translation>
    </message>
    <message>
        <source>A few hundred typical inputs are enough. Choose a file or a folder.</source>
        <translation>几百个典型输入就足够了。请选择文件或文件夹。</translation>
    </message>
    <message numerus="yes">
        <source>One of %n sources of the configuration.</source>
        <translation>
            <numerusform>配置中 %n 个数据源之一。</numerusform>
        </translation>
    </message>
    <message>
        <source>Given by a program</source>
        <translation>由程序提供</translation>
    </message>
</context>
<context>
    <name>rf::ui::Docks</name>
    <message>
        <source>Setup</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
</context>
<context>
    <name>rf::ui::Edits</name>
    <message>
        <source>Choose data</source>
        <translation>选择数据</translation>
    </message>
    <message>
        <source>Choose labels</source>
        <translation>选择标签</translation>
    </message>
    <message>
        <source>Device %1</source>
        <translation>设备 %1</translation>
    </message>
    <message>
        <source>Engine %1</source>
        <translation>引擎 %1</translation>
    </message>
    <message>
        <source>Exclude %1</source>
        <translation>排除 %1</translation>
    </message>
    <message numerus="yes">
        <source>Exclude %n layers</source>
        <translation>
            <numerusform>排除 %n 个层</numerusform>
        </translation>
    </message>
    <message>
        <source>Include %1</source>
        <translation>重新包含 %1</translation>
    </message>
    <message numerus="yes">
        <source>Include %n layers</source>
        <translation>
            <numerusform>重新包含 %n 个层</numerusform>
        </translation>
    </message>
    <message>
        <source>Metric: %1</source>
        <translation>指标：%1</translation>
    </message>
    <message>
        <source>Choose test data</source>
        <translation>选择测试数据</translation>
    </message>
    <message>
        <source>Preset %1</source>
        <translation>预设“%1”</translation>
    </message>
    <message numerus="yes">
        <source>Use %n samples</source>
        <translation>
            <numerusform>使用 %n 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>Use all samples</source>
        <translation>使用全部样本</translation>
    </message>
    <message numerus="yes">
        <source>Drop %n rules</source>
        <translation>
            <numerusform>取消 %n 条规则</numerusform>
        </translation>
    </message>
    <message>
        <source>Settings of run %1</source>
        <translation>第 %1 次运行的设置</translation>
    </message>
    <message>
        <source>Range of %1</source>
        <translation>%1 的范围</translation>
    </message>
</context>
<context>
    <name>rf::ui::ErrorPanel</name>
    <message>
        <source>Error of every layer</source>
        <translation>各层的误差</translation>
    </message>
    <message>
        <source>Press Run (F5) to see which layers lose precision.</source>
        <translation>按“运行”(F5) 查看哪些层损失精度。</translation>
    </message>
</context>
<context>
    <name>rf::ui::ErrorText</name>
    <message>
        <source>%1: %2</source>
        <comment>context, then what went wrong</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Change the setting and try again.</source>
        <translation>请更改设置后重试。</translation>
    </message>
    <message>
        <source>Check that the file is complete and of the expected kind, or choose another one.</source>
        <translation>请检查文件是否完整、类型是否正确，或选择其他文件。</translation>
    </message>
    <message>
        <source>Check the path or the name and try again.</source>
        <translation>请检查路径或名称后重试。</translation>
    </message>
    <message>
        <source>Choose another engine or another setting and try again.</source>
        <translation>请选择其他引擎或其他设置后重试。</translation>
    </message>
    <message>
        <source>Check free space and permissions, or choose another folder.</source>
        <translation>请检查剩余空间和权限，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Try the other engine; copy this message when you report it.</source>
        <translation>请尝试另一个引擎；报告问题时请复制此消息。</translation>
    </message>
</context>
<context>
    <name>rf::ui::EvaluationSection</name>
    <message>
        <source>Accuracy</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Choose test data</source>
        <translation>选择测试数据</translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation>选择图片文件夹</translation>
    </message>
    <message>
        <source>The calibration data</source>
        <translation>校准数据</translation>
    </message>
    <message>
        <source>Data that was not used for calibration gives an honest number.</source>
        <translation>使用未参与校准的数据才能得到可信的数值。</translation>
    </message>
    <message numerus="yes">
        <source>%1 on %n samples</source>
        <translation>
            <numerusform>%1，%n 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>For earlier settings</source>
        <translation>对应之前的设置</translation>
    </message>
</context>
<context>
    <name>rf::ui::ExportDialog</name>
    <message>
        <source>Choose where the folder is created</source>
        <translation>选择在哪里创建文件夹</translation>
    </message>
    <message>
        <source>The model was made from files in this folder. They are never replaced:</source>
        <translation>模型是用这个文件夹里的文件生成的，它们绝不会被替换：</translation>
    </message>
    <message>
        <source>Files of the same names are in this folder that are not the result of an earlier run. They are kept:</source>
        <translation>这个文件夹里有同名文件，但不是以前运行的结果，它们会被保留：</translation>
    </message>
    <message>
        <source>The result of an earlier run is in this folder:</source>
        <translation>这个文件夹里有以前运行的结果：</translation>
    </message>
    <message>
        <source>Export int8 model</source>
        <translation>导出 int8 模型</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两个都保留</translation>
    </message>
    <message>
        <source>Export there</source>
        <translation>导出到那里</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>The folder is created where it is not there yet. It gets the model, its report and its settings.</source>
        <translation>文件夹不存在时会自动创建，其中写入模型、报告和设置。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The new model can go to a folder of its own:</source>
        <translation>新模型可以放到单独的文件夹：</translation>
    </message>
</context>
<context>
    <name>rf::ui::Exporter</name>
    <message>
        <source>The model, its report and its settings are in %1.</source>
        <translation>模型、报告和设置位于 %1。</translation>
    </message>
    <message>
        <source>The model could not be exported.</source>
        <translation>无法导出模型。</translation>
    </message>
</context>
<context>
    <name>rf::ui::Format</name>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <comment>minutes, seconds</comment>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>hours, minutes</comment>
        <translation>%1 小时 %2 分</translation>
    </message>
</context>
<context>
    <name>rf::ui::GraphLegend</name>
    <message>
        <source>Log scale</source>
        <translation>对数刻度</translation>
    </message>
    <message>
        <source>Keep scale</source>
        <translation>固定刻度</translation>
    </message>
    <message>
        <source>Legend of the graph</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Keep this range of the scale for other runs, so that their colours can be compared</source>
        <translation>在其他运行中保持这一刻度范围，以便比较颜色</translation>
    </message>
    <message>
        <source>Decibels are logarithmic by themselves</source>
        <translation>分贝本身就是对数</translation>
    </message>
</context>
<context>
    <name>rf::ui::GraphMinimap</name>
    <message>
        <source>Overview of the graph</source>
        <translation>图的概览</translation>
    </message>
</context>
<context>
    <name>rf::ui::GraphPanel</name>
    <message>
        <source>Paint with</source>
        <translation>着色依据</translation>
    </message>
    <message>
        <source>Open an OpenVINO model with Ctrl+O, or drop one here.</source>
        <translation>用 Ctrl+O 打开 OpenVINO 模型，或将其拖放到此处。</translation>
    </message>
    <message>
        <source>Graph of the model</source>
        <translation>模型的图</translation>
    </message>
    <message>
        <source>Press Run (F5) to measure errors.</source>
        <translation>按“运行”(F5) 测量误差。</translation>
    </message>
    <message>
        <source>Run %1, for earlier settings. Press Run (F5) for new results.</source>
        <translation>第 %1 次运行，对应之前的设置。按“运行”(F5) 获取新结果。</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>第 %1 次运行</translation>
    </message>
    <message>
        <source>Run %1: nothing to quantize</source>
        <translation>第 %1 次运行：没有可量化的内容</translation>
    </message>
    <message>
        <source>Accumulated or isolated</source>
        <translation>累积或单独</translation>
    </message>
    <message>
        <source>Flips between the error of the whole int8 model and that of each layer alone</source>
        <translation>在整个 int8 模型的误差与各层单独的误差之间切换</translation>
    </message>
</context>
<context>
    <name>rf::ui::GraphView</name>
    <message>
        <source>Open a model to see its graph.</source>
        <translation>打开模型以查看其图。</translation>
    </message>
    <message>
        <source>Network graph</source>
        <translation>网络结构图</translation>
    </message>
    <message>
        <source>Back to the graph</source>
        <translation>回到图中</translation>
    </message>
</context>
<context>
    <name>rf::ui::HistogramChart</name>
    <message>
        <source>Share of values</source>
        <translation>数值占比</translation>
    </message>
    <message>
        <source>%1: %2 of the values are below, %3 above.</source>
        <translation>%1：%2 的数值低于范围，%3 高于范围。</translation>
    </message>
    <message>
        <source>Distribution of values</source>
        <translation>数值分布</translation>
    </message>
    <message>
        <source>Run to see how the values are distributed.</source>
        <translation>运行后可查看数值的分布。</translation>
    </message>
    <message>
        <source>Filled: float. Line: after quantization.</source>
        <translation>填充：浮点。线：量化后。</translation>
    </message>
    <message>
        <source>Filled: float.</source>
        <translation>填充：浮点。</translation>
    </message>
    <message>
        <source>%1 … %2: SQNR %3 dB, was %4. Enter keeps it, Esc goes back.</source>
        <translation>%1 … %2：SQNR %3 dB，原为 %4。回车保留，Esc 返回。</translation>
    </message>
</context>
<context>
    <name>rf::ui::IgnoredSection</name>
    <message>
        <source>Kept in float</source>
        <translation>保留为浮点</translation>
    </message>
    <message>
        <source>Include again</source>
        <translation>重新包含</translation>
    </message>
    <message>
        <source>Right-click a layer in the graph or the table to exclude it from quantization.</source>
        <translation>在图或表格中右键单击某一层，可将其排除在量化之外。</translation>
    </message>
    <message numerus="yes">
        <source>%n quantizers fewer</source>
        <translation>
            <numerusform>减少 %n 个量化器</numerusform>
        </translation>
    </message>
    <message>
        <source>has no effect</source>
        <translation>没有效果</translation>
    </message>
    <message numerus="yes">
        <source>Matches %n layers</source>
        <translation>
            <numerusform>匹配 %n 个层</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rf::ui::LayerErrorChart</name>
    <message>
        <source>Layer, in execution order</source>
        <translation>层（按执行顺序）</translation>
    </message>
    <message>
        <source>SQNR (dB), higher is better</source>
        <translation>SQNR (dB)，越高越好</translation>
    </message>
    <message>
        <source>Error by layer</source>
        <translation>各层误差</translation>
    </message>
    <message>
        <source>Run to see which layers lose the most.</source>
        <translation>运行后可查看哪些层损失最大。</translation>
    </message>
    <message>
        <source>%1 (%2): %3 dB accumulated</source>
        <translation>%1（%2）：累积 %3 dB</translation>
    </message>
    <message>
        <source>, %1 dB isolated</source>
        <translation>，单独 %1 dB</translation>
    </message>
    <message>
        <source>The worst layers</source>
        <translation>最差的层</translation>
    </message>
    <message>
        <source>%1 dB  %2</source>
        <translation>%1 dB  %2</translation>
    </message>
    <message>
        <source>Line: accumulated. Dots: isolated. Drag to zoom, double click for all.</source>
        <translation>线：累积。点：单独。拖动放大，双击显示全部。</translation>
    </message>
</context>
<context>
    <name>rf::ui::LayerMenu</name>
    <message numerus="yes">
        <source>Exclude %n layers from quantization</source>
        <translation>
            <numerusform>将 %n 个层排除在量化之外</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Include %n layers again</source>
        <translation>
            <numerusform>重新包含 %n 个层</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n names</source>
        <translation>
            <numerusform>复制 %n 个名称</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rf::ui::LayerPanel</name>
    <message>
        <source>Activations</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>No layer is selected</source>
        <translation>未选择层</translation>
    </message>
    <message>
        <source>Click a layer in the graph, the table or the chart to see what it holds.</source>
        <translation>单击图、表格或图表中的某一层，查看其内容。</translation>
    </message>
    <message>
        <source>SQNR %1 dB, accumulated</source>
        <translation>SQNR %1 dB，累积</translation>
    </message>
    <message>
        <source>SQNR %1 dB, isolated</source>
        <translation>SQNR %1 dB，单独</translation>
    </message>
    <message>
        <source>No values have been seen yet.</source>
        <translation>尚未看到任何数值。</translation>
    </message>
    <message>
        <source>This tensor is not quantized, so the run did not look at it.</source>
        <translation>此张量未量化，因此运行时没有观察它。</translation>
    </message>
    <message>
        <source>Press Run (F5) to see which values flow here.</source>
        <translation>按“运行”(F5) 查看此处流过的数值。</translation>
    </message>
    <message>
        <source>Counting %1 values…</source>
        <translation>正在统计 %1 个数值…</translation>
    </message>
    <message>
        <source>For earlier settings</source>
        <translation>对应之前的设置</translation>
    </message>
    <message>
        <source>The range has converged: the last half of the values has not widened it.</source>
        <translation>范围已收敛：后一半数值没有使其变宽。</translation>
    </message>
    <message>
        <source>The range still grows.</source>
        <translation>范围仍在变宽。</translation>
    </message>
</context>
<context>
    <name>rf::ui::LayerTableModel</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Output shape</source>
        <translation>输出形状</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>数值类型</translation>
    </message>
    <message>
        <source>MSE</source>
        <translation>MSE</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Signal to quantization noise at this layer when the whole model is int8: higher is better</source>
        <translation>整个模型为 int8 时，此层的信号与量化噪声之比：越高越好</translation>
    </message>
    <message>
        <source>The same when only this layer is int8: low values name the culprit</source>
        <translation>只有此层为 int8 时的比值：值低说明问题出在这一层</translation>
    </message>
    <message>
        <source>Mean squared difference between int8 and float</source>
        <translation>int8 与浮点之差的均方</translation>
    </message>
    <message>
        <source>Cosine of the angle between int8 and float: 1 is equal</source>
        <translation>int8 与浮点之间夹角的余弦：1 表示相同</translation>
    </message>
    <message>
        <source>The largest difference between int8 and float</source>
        <translation>int8 与浮点之间的最大差值</translation>
    </message>
    <message>
        <source>SQNR dB</source>
        <translation>SQNR dB</translation>
    </message>
    <message>
        <source>Alone dB</source>
        <translation>单独 dB</translation>
    </message>
    <message>
        <source>Max. diff.</source>
        <translation>最大差值</translation>
    </message>
</context>
<context>
    <name>rf::ui::LayerTexts</name>
    <message>
        <source>Input %1: %2</source>
        <translation>输入 %1：%2</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Output %1</source>
        <translation>输出 %1</translation>
    </message>
</context>
<context>
    <name>rf::ui::LayersPanel</name>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message numerus="yes">
        <source>%n layers</source>
        <translation>
            <numerusform>%n 个层</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n layers</source>
        <translation>
            <numerusform>%1 / %n 个层</numerusform>
        </translation>
    </message>
    <message>
        <source>Which layers</source>
        <translation>哪些层</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>所有层</translation>
    </message>
    <message numerus="yes">
        <source>The %n worst</source>
        <translation>
            <numerusform>最差的 %n 层</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rf::ui::LegendKeys</name>
    <message>
        <source>no value</source>
        <translation>无数值</translation>
    </message>
    <message>
        <source>quantizer, with its bits</source>
        <translation>量化器及其位数</translation>
    </message>
</context>
<context>
    <name>rf::ui::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>What the program reports stands here.</source>
        <translation>程序的报告显示在这里。</translation>
    </message>
    <message>
        <source>Copy log</source>
        <translation>复制日志</translation>
    </message>
</context>
<context>
    <name>rf::ui::MainWindow</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Open a model or a configuration</source>
        <translation>打开模型或配置</translation>
    </message>
    <message>
        <source>Save the graph</source>
        <translation>保存图</translation>
    </message>
    <message>
        <source>Pictures (*.svg *.png)</source>
        <translation>图片 (*.svg *.png)</translation>
    </message>
    <message>
        <source>The picture is in %1.</source>
        <translation>图片位于 %1。</translation>
    </message>
    <message>
        <source>The picture could not be saved.</source>
        <translation>图片无法保存。</translation>
    </message>
    <message>
        <source>Drop to open</source>
        <translation>松开以打开</translation>
    </message>
    <message>
        <source>Drop to use as calibration data</source>
        <translation>松开以用作校准数据</translation>
    </message>
    <message>
        <source>Drop to use its data and metrics</source>
        <translation>松开以使用其中的数据和指标</translation>
    </message>
    <message>
        <source>Models and configurations (*.xml *.onnx *.tflite *.pb *.pdmodel *.json *.yml *.yaml)</source>
        <translation>模型和配置 (*.xml *.onnx *.tflite *.pb *.pdmodel *.json *.yml *.yaml)</translation>
    </message>
    <message>
        <source>This is run %1, with the settings it was made with.</source>
        <translation>这是第 %1 次运行的结果，采用其当时的设置。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Show the model</source>
        <translation>显示模型</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Save the error chart</source>
        <translation>保存误差图</translation>
    </message>
    <message>
        <source>Save the table of layers</source>
        <translation>保存层表格</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>The table is in %1.</source>
        <translation>表格已保存在 %1。</translation>
    </message>
    <message>
        <source>The table could not be saved.</source>
        <translation>表格无法保存。</translation>
    </message>
</context>
<context>
    <name>rf::ui::Menus</name>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
</context>
<context>
    <name>rf::ui::MessageBar</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>rf::ui::ModelSection</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>No model is open</source>
        <translation>未打开模型</translation>
    </message>
    <message>
        <source>Open an OpenVINO model (.xml) with Ctrl+O, or drop it here.</source>
        <translation>用 Ctrl+O 打开 OpenVINO 模型 (.xml)，或将其拖放到此处。</translation>
    </message>
    <message numerus="yes">
        <source>%n operations</source>
        <translation>
            <numerusform>%n 个操作</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 parameters, %2 of constants</source>
        <translation>%1 个参数，常量共 %2</translation>
    </message>
</context>
<context>
    <name>rf::ui::Names</name>
    <message>
        <source>Performance</source>
        <translation>性能优先</translation>
    </message>
    <message>
        <source>Mixed</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>精度优先</translation>
    </message>
    <message>
        <source>Symmetric weights and activations: the fastest</source>
        <translation>权重和激活均对称：最快</translation>
    </message>
    <message>
        <source>Symmetric weights, asymmetric activations</source>
        <translation>权重对称，激活非对称</translation>
    </message>
    <message>
        <source>Asymmetric where the device allows it: the closest to float</source>
        <translation>在设备允许处使用非对称：最接近浮点</translation>
    </message>
    <message>
        <source>Preparing the model</source>
        <translation>正在准备模型</translation>
    </message>
    <message>
        <source>Collecting statistics</source>
        <translation>正在收集统计</translation>
    </message>
    <message>
        <source>Quantizing</source>
        <translation>正在量化</translation>
    </message>
    <message>
        <source>Comparing layers</source>
        <translation>正在比较各层</translation>
    </message>
    <message>
        <source>Measuring accuracy</source>
        <translation>正在测量精度</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>不测量</translation>
    </message>
    <message>
        <source>Accuracy, top %1</source>
        <translation>精度，前 %1</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考引擎</translation>
    </message>
    <message numerus="yes">
        <source>%n bits, symmetric, per channel</source>
        <translation>
            <numerusform>%n 位，对称，逐通道</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bits, symmetric, per tensor</source>
        <translation>
            <numerusform>%n 位，对称，逐张量</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bits, asymmetric, per channel</source>
        <translation>
            <numerusform>%n 位，非对称，逐通道</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bits, asymmetric, per tensor</source>
        <translation>
            <numerusform>%n 位，非对称，逐张量</numerusform>
        </translation>
    </message>
    <message>
        <source>The device has an int8 kernel for it, so its inputs are quantized.</source>
        <translation>设备有对应的 int8 内核，因此其输入被量化。</translation>
    </message>
    <message>
        <source>It only moves values, so it works in the precision of what it reads.</source>
        <translation>它只搬移数值，因此使用其输入的精度。</translation>
    </message>
    <message>
        <source>The device has no int8 kernel for this operation.</source>
        <translation>设备没有此操作的 int8 内核。</translation>
    </message>
    <message>
        <source>It is part of a pattern that loses too much in int8.</source>
        <translation>它属于在 int8 下损失过大的模式。</translation>
    </message>
    <message>
        <source>It is part of the pattern “%1”, which loses too much in int8.</source>
        <translation>它属于模式“%1”，该模式在 int8 下损失过大。</translation>
    </message>
    <message>
        <source>You excluded this layer. Include it again with a right-click.</source>
        <translation>您排除了此层。右键单击可重新包含。</translation>
    </message>
    <message>
        <source>You excluded every layer of type %1.</source>
        <translation>您排除了类型为 %1 的所有层。</translation>
    </message>
    <message>
        <source>It computes shapes, which must stay exact.</source>
        <translation>它计算形状，形状必须保持精确。</translation>
    </message>
    <message>
        <source>None of its inputs is a float tensor.</source>
        <translation>它的输入都不是浮点张量。</translation>
    </message>
    <message>
        <source>Quantizing it would need a neighbour in int8 that stays float.</source>
        <translation>量化它需要相邻层为 int8，而该相邻层保持浮点。</translation>
    </message>
    <message>
        <source>Synthetic noise</source>
        <translation>合成噪声</translation>
    </message>
    <message>
        <source>Folder of images</source>
        <translation>图片文件夹</translation>
    </message>
    <message>
        <source>NumPy array</source>
        <translation>NumPy 数组</translation>
    </message>
    <message>
        <source>IDX file</source>
        <translation>IDX 文件</translation>
    </message>
    <message>
        <source>CIFAR-10 file</source>
        <translation>CIFAR-10 文件</translation>
    </message>
    <message>
        <source>Data file</source>
        <translation>数据文件</translation>
    </message>
    <message>
        <source>You excluded every layer whose name fits %1.</source>
        <translation>您排除了名称符合 %1 的所有层。</translation>
    </message>
    <message>
        <source>You excluded everything on the way %1.</source>
        <translation>您排除了路径 %1 上的所有层。</translation>
    </message>
    <message>
        <source>You excluded every chain of layers %1.</source>
        <translation>您排除了所有形如 %1 的层链。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>What does best of several settings; takes longer</source>
        <translation>取多种设置中效果最好的；耗时更长</translation>
    </message>
    <message>
        <source>The values of “%1”, which it reads or gives, have no range that could be quantized.</source>
        <translation>它读取或给出的“%1”的值没有可以量化的范围。</translation>
    </message>
</context>
<context>
    <name>rf::ui::Opener</name>
    <message>
        <source>The configuration could not be opened.</source>
        <translation>无法打开配置。</translation>
    </message>
    <message>
        <source>The model could not be opened.</source>
        <translation>无法打开模型。</translation>
    </message>
    <message>
        <source>This could not be opened.</source>
        <translation>无法打开。</translation>
    </message>
    <message>
        <source>The description could not be opened.</source>
        <translation>无法打开该描述。</translation>
    </message>
    <message>
        <source>Take over data and metrics</source>
        <translation>采用数据和指标</translation>
    </message>
    <message>
        <source>This is no data.</source>
        <translation>这不是数据。</translation>
    </message>
    <message>
        <source>The model can be quantized, but not everything can be measured.</source>
        <translation>模型可以量化，但并非所有内容都能测量。</translation>
    </message>
</context>
<context>
    <name>rf::ui::Overlays</name>
    <message>
        <source>Operators</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>SQNR, accumulated</source>
        <translation>SQNR，累积</translation>
    </message>
    <message>
        <source>SQNR, isolated</source>
        <translation>SQNR，单独</translation>
    </message>
    <message>
        <source>Mean squared error, accumulated</source>
        <translation>均方误差，累积</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Mean squared error, isolated</source>
        <translation>均方误差，单独</translation>
    </message>
    <message>
        <source>Size of weights</source>
        <translation>权重大小</translation>
    </message>
    <message>
        <source>Sums cut off without VNNI</source>
        <translation>无 VNNI 时被截断的和</translation>
    </message>
    <message>
        <source>Difference of two runs</source>
        <translation>两次运行之差</translation>
    </message>
</context>
<context>
    <name>rf::ui::PathField</name>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Folder of images…</source>
        <translation>图片文件夹…</translation>
    </message>
    <message>
        <source>Use no data here</source>
        <translation>此处不使用数据</translation>
    </message>
</context>
<context>
    <name>rf::ui::PictureMaker</name>
    <message>
        <source>With these settings nothing can be quantized.</source>
        <translation>使用这些设置无法进行量化。</translation>
    </message>
</context>
<context>
    <name>rf::ui::PresetSection</name>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
</context>
<context>
    <name>rf::ui::ResultCard</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Exclude and run again</source>
        <translation>排除并重新运行</translation>
    </message>
    <message>
        <source>Selects the layer in graph, table and charts</source>
        <translation>在图、表和图表中选中该层</translation>
    </message>
    <message>
        <source>Keeps the layer in float and runs again; Undo takes it back</source>
        <translation>使该层保持浮点并重新运行；可撤销</translation>
    </message>
    <message>
        <source>Show what harms most</source>
        <translation>显示损害最大的层</translation>
    </message>
    <message>
        <source>Fold to one line</source>
        <translation>折叠成一行</translation>
    </message>
</context>
<context>
    <name>rf::ui::RunController</name>
    <message>
        <source>The run failed.</source>
        <translation>运行失败。</translation>
    </message>
</context>
<context>
    <name>rf::ui::RunDifferenceModel</name>
    <message>
        <source>%1 … %2</source>
        <translation>%1 … %2</translation>
    </message>
    <message>
        <source>int8</source>
        <translation>int8</translation>
    </message>
    <message>
        <source>float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Run %1, dB</source>
        <translation>运行 %1，dB</translation>
    </message>
    <message>
        <source>Change, dB</source>
        <translation>变化，dB</translation>
    </message>
    <message>
        <source>Range, run %1</source>
        <translation>范围，运行 %1</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
</context>
<context>
    <name>rf::ui::RunDifferencePage</name>
    <message>
        <source>Difference of two runs</source>
        <translation>两次运行之差</translation>
    </message>
    <message>
        <source>Back to the runs</source>
        <translation>返回运行列表</translation>
    </message>
    <message>
        <source>Runs %1 and %2 have the same settings.</source>
        <translation>运行 %1 与运行 %2 的设置相同。</translation>
    </message>
    <message>
        <source>Run %1 against run %2: %3</source>
        <translation>运行 %1 与运行 %2 相比：%3</translation>
    </message>
</context>
<context>
    <name>rf::ui::RunStatus</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 per second</source>
        <translation>每秒 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n threads</source>
        <translation>
            <numerusform>%n 个线程</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Stop (Esc twice)</source>
        <translation>停止 (按两次 Esc)</translation>
    </message>
    <message>
        <source>Reading the model</source>
        <translation>正在读取模型</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Writing the model</source>
        <translation>正在写入模型</translation>
    </message>
    <message>
        <source>Open a model to begin.</source>
        <translation>打开模型以开始。</translation>
    </message>
    <message>
        <source>Choose calibration data to go on.</source>
        <translation>请选择校准数据以继续。</translation>
    </message>
    <message>
        <source>Ready. Press Run (F5).</source>
        <translation>就绪。按“运行”(F5)。</translation>
    </message>
    <message>
        <source>Done. Export the int8 model with Ctrl+E.</source>
        <translation>完成。用 Ctrl+E 导出 int8 模型。</translation>
    </message>
    <message>
        <source>%1  %2/%3</source>
        <translation>%1  %2/%3</translation>
    </message>
    <message>
        <source>%1, for earlier settings</source>
        <translation>%1（对应之前的设置）</translation>
    </message>
    <message>
        <source>The results are for earlier settings. Press Run (F5) for new ones.</source>
        <translation>结果对应之前的设置。按“运行”(F5) 获取新结果。</translation>
    </message>
    <message>
        <source>Nothing to quantize: every layer that the device quantizes is quantized already or left out. The model is as it was.</source>
        <translation>没有可量化的内容：设备会量化的每一层都已量化或已被排除。模型保持原样。</translation>
    </message>
    <message>
        <source>Press Esc again to stop</source>
        <translation>再按一次 Esc 停止</translation>
    </message>
    <message>
        <source>Looking at the data</source>
        <translation>正在查看数据</translation>
    </message>
</context>
<context>
    <name>rf::ui::RunTableModel</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>as now</source>
        <translation>与当前相同</translation>
    </message>
    <message>
        <source>earlier</source>
        <translation>之前的</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Float rules</source>
        <translation>浮点规则</translation>
    </message>
    <message>
        <source>Worst dB</source>
        <translation>最差 dB</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 ◆</source>
        <comment>the baseline</comment>
        <translation>%1 ◆</translation>
    </message>
    <message>
        <source>The baseline</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>The settings of run %1</source>
        <translation>与运行 %1 的设置相同</translation>
    </message>
    <message>
        <source>Against run %1: %2</source>
        <translation>与运行 %1 相比：%2</translation>
    </message>
</context>
<context>
    <name>rf::ui::RunsPanel</name>
    <message>
        <source>Use its settings</source>
        <translation>使用其设置</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>Press Run (F5); every run is kept here, to be compared with the next.</source>
        <translation>按“运行”(F5)；每次运行都会保留在这里，以便与下一次比较。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Tick two runs to compare them layer by layer</source>
        <translation>勾选两次运行以逐层比较</translation>
    </message>
    <message>
        <source>Give it a name</source>
        <translation>命名</translation>
    </message>
    <message>
        <source>Measure others against it</source>
        <translation>作为比较基准</translation>
    </message>
    <message>
        <source>Remove it, from the store as well</source>
        <translation>删除，存储库中也删除</translation>
    </message>
    <message>
        <source>Earlier runs</source>
        <translation>较早的运行</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>All panels show the selected run. Tick two to compare them.</source>
        <translation>所有面板都显示所选的运行。勾选两个即可比较。</translation>
    </message>
    <message>
        <source>Settings as in run %1.</source>
        <translation>设置与运行 %1 相同。</translation>
    </message>
    <message>
        <source>Against run %1: %2</source>
        <translation>与运行 %1 相比：%2</translation>
    </message>
</context>
<context>
    <name>rf::ui::ScoreTexts</name>
    <message>
        <source>float %1  →  int8 %2</source>
        <translation>浮点 %1  →  int8 %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>int8 %1</source>
        <translation>int8 %1</translation>
    </message>
</context>
<context>
    <name>rf::ui::SearchBar</name>
    <message>
        <source>Find layers</source>
        <translation>查找层</translation>
    </message>
    <message>
        <source>Words of name, type, shape or precision; type:Conv, shape:1x16, is:int8; err&gt;0.1, sqnr&lt;20, alone&lt;20; /regular expression/. Enter goes to the next, Shift+Enter to the one before.</source>
        <translation>名称、类型、形状或精度中的词；type:Conv、shape:1x16、is:int8；err&gt;0.1、sqnr&lt;20、alone&lt;20；/正则表达式/。回车转到下一个，Shift+回车转到上一个。</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>On: the table shows only what was found. Off: it is marked.</source>
        <translation>开：表格只显示找到的层。关：找到的层被标出。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 个，共 %2 个</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>未找到</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>找到 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rf::ui::SearchPanel</name>
    <message>
        <source>Steps of the search</source>
        <translation>搜索的步骤</translation>
    </message>
    <message>
        <source>Settings with accuracy control or tuning search for a model; their steps are listed here.</source>
        <translation>带精度控制或调优的设置会搜索模型，其步骤列在这里。</translation>
    </message>
    <message numerus="yes">
        <source>%n models tried</source>
        <translation>
            <numerusform>已尝试 %n 个模型</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, at most %2 left. The best model so far is kept when you stop.</source>
        <translation>%1，最多还需 %2。停止时会保留目前最佳的模型。</translation>
    </message>
    <message>
        <source>%1. The best model so far is kept when you stop.</source>
        <translation>%1。停止时会保留目前最佳的模型。</translation>
    </message>
    <message>
        <source>%1; the limits are met.</source>
        <translation>%1；已满足限制。</translation>
    </message>
    <message>
        <source>%1; the limits are not met.</source>
        <translation>%1；未满足限制。</translation>
    </message>
</context>
<context>
    <name>rf::ui::SearchStepModel</name>
    <message>
        <source>float model</source>
        <translation>浮点模型</translation>
    </message>
    <message>
        <source>all quantized</source>
        <translation>全部量化</translation>
    </message>
    <message>
        <source>back to float</source>
        <translation>恢复为浮点</translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation>16 位</translation>
    </message>
    <message>
        <source>quantized again</source>
        <translation>重新量化</translation>
    </message>
    <message>
        <source>best so far</source>
        <translation>目前最佳</translation>
    </message>
    <message>
        <source>within the limits</source>
        <translation>在限制之内</translation>
    </message>
    <message>
        <source>given up early</source>
        <translation>提前放弃</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>rf::ui::ShortcutSheet</name>
    <message>
        <source>In the graph</source>
        <translation>在图中</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
</context>
<context>
    <name>rf::ui::StageStrip</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Quantize</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>%1: done</source>
        <translation>%1：完成</translation>
    </message>
</context>
<context>
    <name>rf::ui::StateWords</name>
    <message>
        <source>int8</source>
        <translation>int8</translation>
    </message>
    <message>
        <source>float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>excluded</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>not quantizable</source>
        <translation>不可量化</translation>
    </message>
    <message>
        <source>float, by rule</source>
        <translation>浮点（按规则）</translation>
    </message>
    <message>
        <source>excluded, by you</source>
        <translation>已排除（由您）</translation>
    </message>
</context>
<context>
    <name>rf::ui::TargetSection</name>
    <message>
        <source>Calibration and target</source>
        <translation>校准与目标</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
</context>
<context>
    <name>rf::ui::TensorSection</name>
    <message numerus="yes">
        <source>range %1 … %2 over %n channels</source>
        <translation>
            <numerusform>范围 %1 … %2，共 %n 个通道</numerusform>
        </translation>
    </message>
    <message>
        <source>scale %1 … %2</source>
        <translation>缩放因子 %1 … %2</translation>
    </message>
    <message>
        <source>range %1 … %2</source>
        <translation>范围 %1 … %2</translation>
    </message>
    <message>
        <source>scale %1, zero point %2</source>
        <translation>缩放因子 %1，零点 %2</translation>
    </message>
    <message>
        <source>not quantized here</source>
        <translation>此处不量化</translation>
    </message>
    <message>
        <source>the range is found by the run</source>
        <translation>范围由运行得出</translation>
    </message>
    <message>
        <source>Log scale</source>
        <translation>对数坐标</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>All values are %1.</source>
        <translation>所有数值均为 %1。</translation>
    </message>
    <message>
        <source>All values</source>
        <translation>所有值</translation>
    </message>
    <message>
        <source>Show the values far outside of the range too</source>
        <translation>也显示远在范围之外的值</translation>
    </message>
</context>
<context>
    <name>rf::ui::Themes</name>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>rf::ui::Workbench</name>
    <message>
        <source>The settings of the run could not be read.</source>
        <translation>无法读取该运行的设置。</translation>
    </message>
    <message>
        <source>Settings of an earlier run</source>
        <translation>较早运行的设置</translation>
    </message>
</context>
</TS>
